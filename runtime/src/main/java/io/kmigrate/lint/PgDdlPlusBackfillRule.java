package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.BulkDelete;
import io.kmigrate.operation.BulkUpdate;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The lock is held while rows are changed. */
@API(status = INTERNAL, since = "0.1")
public final class PgDdlPlusBackfillRule extends LockRule {
    public PgDdlPlusBackfillRule() {
        super("pg-ddl-plus-backfill", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table is altered, and its rows are changed in the same transaction",
                "The lock of ALTER TABLE is held until the commit, so no one can use the table "
                        + "while the rows are changed.",
                "Change the rows in a revision of its own, with a `backfill`.",
                new Documentation.Example(
                        List.of(Examples.users()),
                        List.of(
                                new AddColumn(
                                        Examples.USERS,
                                        Column.of("country", new VarcharType(2)).withNullable(true),
                                        null,
                                        false),
                                new ExecuteSql("UPDATE users SET country = 'de' WHERE id < 1000"))));
    }

    @Override
    Stream<Finding> looks(SqlAction action, Found found) {
        TableName table = action.table();
        boolean isChange = action.kind() == Kind.CHANGE_ROWS || action.kind() == Kind.CHANGE_SOME_ROWS;
        return isChange && table != null ? changed(table, found) : Stream.empty();
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> bulkUpdate(BulkUpdate update) {
                return changed(update.table(), found);
            }

            @Override
            public Stream<Finding> bulkDelete(BulkDelete delete) {
                return changed(delete.table(), found);
            }
        };
    }

    private static Stream<Finding> changed(TableName table, Found found) {
        boolean isLocked = found.context().transaction().stream()
                .anyMatch(other -> StrongLock.of(other).equals(table));
        return isLocked
                ? found.on(
                        table,
                        Work.CHANGE,
                        "no one can use " + table + " while its rows are changed",
                        "change the rows in a revision of its own, with a backfill")
                : Stream.empty();
    }
}
