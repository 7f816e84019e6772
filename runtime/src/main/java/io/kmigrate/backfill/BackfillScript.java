package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.BatchSql.Loop;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.RowChange.LoadRows;
import io.kmigrate.operation.RowChange.RunRows;
import io.kmigrate.operation.Throttle;
import io.kmigrate.schema.Table;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** A backfill as text for the database's own client. */
@API(status = INTERNAL, since = "0.1")
public final class BackfillScript {
    private BackfillScript() {}

    /** Why a backfill cannot be written; empty where it can. */
    public static Optional<String> obstacle(Backfill backfill, Dialect dialect) {
        if (backfill.change() instanceof RunRows) {
            return Optional.of(BackfillMessages.isCode());
        }
        if (backfill.change() instanceof LoadRows) {
            return Optional.of(BackfillMessages.loadsFile());
        }
        if (backfill.background()) {
            return Optional.of(BackfillMessages.isInBackground());
        }
        if (backfill.pace().skips() > 0 || !backfill.pace().throttle().equals(Throttle.NONE)) {
            return Optional.of(BackfillMessages.skipsOrWaits());
        }
        return dialect.batches().hasLoop() ? Optional.empty() : Optional.of(BackfillMessages.commits(dialect.name()));
    }

    /**
     * The statements.
     *
     * @param source the table at that revision, if it is known
     * @param number of the backfill in its revision, 1-based
     * @throws io.kmigrate.failure.MigrationException where it has no key to go by
     */
    public static List<String> of(Backfill backfill, Dialect dialect, Optional<Table> source, int number) {
        List<String> key = source.map(
                        table -> KeyPlan.of(backfill, dialect, table).columns())
                .orElseGet(backfill::key);
        if (key.isEmpty()) {
            throw BackfillMessages.noKey(backfill.name(), backfill.table().toString())
                    .exception();
        }
        return dialect.batches().loop(new Loop(backfill, source, key, table(number)));
    }

    /** What ends the memory of a backfill: it stands beside the version row, so that nothing is done twice before. */
    public static String forgetting(Dialect dialect, int number) {
        return "DROP TABLE " + dialect.names().quote(table(number));
    }

    private static String table(int number) {
        return BatchSql.LOOP_TABLE + (number == 1 ? "" : "_" + number);
    }
}
