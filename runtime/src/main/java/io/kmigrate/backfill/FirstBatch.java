package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.backfill.BatchWork.End;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.operation.Backfill;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Tries a backfill out: one batch, in the transaction that is open and will be rolled back. */
@API(status = INTERNAL, since = "0.1")
public final class FirstBatch {
    private static final int ROWS = 1000;

    private final BatchWork work;
    private final int rows;

    /** @throws io.kmigrate.failure.MigrationException where the table is not there, or has no key to go by */
    public FirstBatch(Backfill backfill, Dialect dialect, MigrationConnection connection, Consumer<String> sqlCheck) {
        Integer fixed = backfill.pace().batchRows();
        this.work = BatchWork.of(backfill, dialect, connection, sqlCheck, BatchWork.Keys.ALL);
        this.rows = fixed == null ? ROWS : fixed;
    }

    /** Changes the rows of the first batch. */
    public void run() throws Exception {
        try (work) {
            Optional<End> end = work.end(null, rows);
            if (end.isPresent()) {
                work.change(null, end.get().key());
            }
        }
    }

    /**
     * Does all of it where one batch is enough, as in a database that is new.
     *
     * @return how many rows there were; empty where there are more
     */
    public OptionalLong runWhole() throws Exception {
        try (work) {
            Optional<End> end = work.end(null, ROWS);
            if (end.isEmpty()) {
                return OptionalLong.of(0);
            }
            if (end.get().rows() >= ROWS) {
                return OptionalLong.empty();
            }
            work.change(null, end.get().key());
            return OptionalLong.of(end.get().rows());
        }
    }

    /** Whether there are more rows than {@link #runWhole} does; changes nothing. */
    public boolean isNotWhole() throws SQLException {
        try (work) {
            return work.end(null, ROWS).filter(end -> end.rows() >= ROWS).isPresent();
        }
    }

    /** The statement that was sent last; null where code ran. */
    public @Nullable String currentSql() {
        return work.currentSql();
    }
}
