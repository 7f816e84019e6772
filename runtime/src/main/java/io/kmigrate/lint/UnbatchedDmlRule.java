package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.BulkDelete;
import io.kmigrate.operation.BulkUpdate;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** One statement changes all rows. */
@API(status = INTERNAL, since = "0.1")
public final class UnbatchedDmlRule extends LockRule {
    public UnbatchedDmlRule() {
        super("unbatched-dml", Severity.ERROR, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "One statement changes rows of a large table, and no range of keys limits how many",
                "The statement holds locks on all these rows until it ends. The log and the "
                        + "replicas have to follow, and a failure at the end reverts all of it.",
                "Use a `backfill`, or `deleteRows`. It changes a range of keys at a time, and continues after a kill.",
                new Documentation.Example(
                        List.of(Examples.users()), List.of(new ExecuteSql("UPDATE users SET email = lower(email)"))));
    }

    @Override
    Stream<Finding> looks(SqlAction action, Found found) {
        TableName table = action.table();
        return action.kind() == Kind.CHANGE_ROWS && table != null
                ? changed(table, found, "use a backfill, which changes a range of keys at a time")
                : Stream.empty();
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> bulkUpdate(BulkUpdate update) {
                return areFew(update.table(), update.where())
                        ? Stream.empty()
                        : changed(update.table(), found, "use a backfill, which changes a range of keys at a time");
            }

            @Override
            public Stream<Finding> bulkDelete(BulkDelete delete) {
                return areFew(delete.table(), delete.where())
                        ? Stream.empty()
                        : changed(delete.table(), found, "use deleteRows, which deletes a range of keys at a time");
            }

            private boolean areFew(TableName table, @Nullable String where) {
                return ChangedRows.areFew(where, found.context().before().table(table));
            }
        };
    }

    private static Stream<Finding> changed(TableName table, Found found, String fix) {
        return found.on(
                table,
                Work.CHANGE,
                "one statement changes all rows of " + table + " and locks them until its end",
                fix);
    }
}
