package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialects;
import io.kmigrate.operation.BulkDelete;
import io.kmigrate.operation.BulkUpdate;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.Condition;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** One statement changes all rows. */
@API(status = INTERNAL, since = "0.1")
public final class UnbatchedDmlRule extends LockRule {
    private static final String BACKFILL = "use a backfill, which changes a range of keys at a time";

    public UnbatchedDmlRule() {
        super("unbatched-dml", Severity.ERROR, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "One statement changes rows of a large table, and no range of keys limits how many",
                "The statement holds locks on all these rows until it ends. The log and the "
                        + "replicas have to follow, and a failure at the end reverts all of it. Rows are few where "
                        + "values fix all columns of a primary or unique key, or bound a range of it. The range, or a "
                        + "LIMIT, has to hold no more rows than make a table large. Of a table that is not known, each "
                        + "column may be a key.",
                "Use a `backfill`, or `deleteRows`. It changes a range of keys at a time, and continues after a kill.",
                new Documentation.Example(
                        List.of(Examples.users()), List.of(new ExecuteSql("UPDATE users SET email = lower(email)"))));
    }

    @Override
    Stream<Finding> looks(SqlAction action, Found found) {
        TableName table = action.table();
        boolean isChange = action.kind() == Kind.CHANGE_ROWS;
        boolean isCopy = action.kind() == Kind.COPY_ROWS;
        if (table == null || !(isChange || isCopy) || areFew(table, action.rows(), found)) {
            return Stream.empty();
        }
        return isChange ? changed(table, action.rows(), found, BACKFILL) : copied(table, found);
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> bulkUpdate(BulkUpdate update) {
                return changed(update.table(), update.where(), BACKFILL);
            }

            @Override
            public Stream<Finding> bulkDelete(BulkDelete delete) {
                return changed(
                        delete.table(), delete.where(), "use deleteRows, which deletes a range of keys at a time");
            }

            private Stream<Finding> changed(TableName table, @Nullable String where, String fix) {
                String dialect = found.context().target().dialect();
                Condition rows = Condition.of(where, table, Dialects.named(dialect));
                return areFew(table, rows, found) ? Stream.empty() : UnbatchedDmlRule.changed(table, rows, found, fix);
            }
        };
    }

    /** As many rows as make a table large are not few. */
    private static boolean areFew(TableName table, Condition rows, Found found) {
        LintContext context = found.context();
        long most = context.target().sizes().limit().rows();
        return rows.isFew(context.before().table(table), most);
    }

    private static Stream<Finding> changed(TableName table, Condition rows, Found found, String fix) {
        String message = rows.isAll()
                ? "one statement changes all rows of " + table + " and locks them until its end"
                : "one statement changes rows of " + table + ", and no range of its keys limits how many";
        return found.on(table, Work.CHANGE, message, fix);
    }

    private static Stream<Finding> copied(TableName table, Found found) {
        return found.on(
                table,
                Work.CHANGE,
                "one statement copies rows of " + table + ", and no range of its keys limits how many",
                "use copyRows, which copies a range of keys at a time");
    }
}
