package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.backfill.BatchWork.End;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.operation.Backfill;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a table once and writes down nowhere how far it came: for rows that can be changed again. Its backfill
 * says how many rows a batch has.
 */
@API(status = INTERNAL, since = "0.1")
public final class BatchPass {
    private final BatchWork work;
    private final int rows;

    /** @throws io.kmigrate.failure.MigrationException where the table is not there, or has no key to go by */
    public BatchPass(Backfill backfill, Dialect dialect, MigrationConnection connection) {
        this.work = BatchWork.of(backfill, dialect, connection, sql -> {}, BatchWork.Keys.ALL);
        this.rows = Objects.requireNonNull(backfill.pace().batchRows());
    }

    /** Changes the rows of one batch. */
    @FunctionalInterface
    @API(status = INTERNAL, since = "0.1")
    public interface Change {
        void run() throws Exception;
    }

    /** Runs a change, and commits it. */
    @FunctionalInterface
    @API(status = INTERNAL, since = "0.1")
    public interface Batches {
        void run(Change change) throws Exception;
    }

    public void run(Batches batches) throws Exception {
        List<Object> after = null;
        Optional<End> end = work.end(null, rows);
        while (end.isPresent()) {
            List<Object> start = after;
            List<Object> last = end.get().key();
            batches.run(() -> work.change(start, last));
            after = last;
            end = work.end(after, rows);
        }
    }

    /** The statement that was sent last. */
    public @Nullable String currentSql() {
        return work.currentSql();
    }
}
