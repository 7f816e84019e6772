package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.operation.RowChange.RunRows;
import io.kmigrate.schema.Mentions;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Rows without a value stop a column from becoming NOT NULL. */
@API(status = INTERNAL, since = "0.1")
public final class NotNullOnExistingRule implements Rule {
    @Override
    public String code() {
        return "not-null-on-existing";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A column becomes NOT NULL",
                "The database refuses the change when a row has no value in the column. MySQL and MariaDB "
                        + "outside of strict mode write 0 or an empty text instead.",
                "Deploy a release that always writes the column. Fill the rows that have no value in an "
                        + "earlier revision. Then set NOT NULL.",
                Examples.onUsers(new AlterColumn(
                        Examples.USERS, Examples.EMAIL, ColumnChange.none().withNullable(false))));
    }

    /** Such rows are counted before anything happens. */
    @Override
    public boolean isSettledBySafeForm() {
        return true;
    }

    /** A backfill has given all rows a value, or those that had none. Code is believed to do what it is for. */
    private static boolean isFilled(LintContext context, AlterColumn alter) {
        return context.doneBackfills().stream()
                .filter(backfill -> backfill.table().equals(alter.table()))
                .filter(backfill -> backfill.change() instanceof RunRows
                        || backfill.change().columns().contains(alter.column()))
                .anyMatch(backfill -> backfill.where() == null || isNull(backfill.where(), alter.column()));
    }

    private static boolean isNull(String where, String column) {
        Mentions mentions = Mentions.in(where);
        return mentions.names(column) && mentions.names("null") && !mentions.names("not") && !mentions.names("and");
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                boolean isRequired = Boolean.FALSE.equals(alter.change().nullable());
                boolean isRequiredAlready = context.column(alter.table(), alter.column())
                        .filter(column -> !column.nullable())
                        .isPresent();
                return !isRequired || isRequiredAlready || context.isNew(alter.table()) || isFilled(context, alter)
                        ? Stream.empty()
                        : context.finding(
                                NotNullOnExistingRule.this,
                                "rows where " + alter.table() + "." + alter.column() + " is NULL stop the change",
                                "fill the column in an earlier revision");
            }
        };
    }
}
