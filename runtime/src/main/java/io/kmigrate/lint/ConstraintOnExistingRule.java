package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.TableName;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Rows that break it stop a constraint. */
@API(status = INTERNAL, since = "0.1")
public final class ConstraintOnExistingRule extends LiveRule {
    public ConstraintOnExistingRule() {
        super("constraint-on-existing", Severity.ERROR, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A table with rows gets a foreign key or a check",
                "The database refuses the constraint when a row breaks it. It says so only "
                        + "after it has read the table.",
                "Query for such rows, and correct them in an earlier revision. On PostgreSQL, "
                        + "`notValid = true` creates the constraint for new rows alone, and "
                        + "`validateConstraint` checks the others later.",
                Examples.onUsers(new CreateCheckConstraint(
                        Examples.USERS, new CheckConstraint("ck_email", "email LIKE '%@%'"))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createForeignKey(CreateForeignKey create) {
                return create.foreignKey().looksAtRows()
                        ? broken(
                                create.table(),
                                "refer to no row of " + create.foreignKey().referencedTable())
                        : Stream.empty();
            }

            @Override
            public Stream<Finding> createCheckConstraint(CreateCheckConstraint create) {
                return create.constraint().looksAtRows()
                        ? broken(create.table(), "break " + create.constraint().condition())
                        : Stream.empty();
            }

            private Stream<Finding> broken(TableName table, String how) {
                return context.isNew(table)
                        ? Stream.empty()
                        : context.finding(
                                ConstraintOnExistingRule.this,
                                table,
                                "rows of " + table + " that " + how + " stop the change",
                                "correct such rows in an earlier revision");
            }
        };
    }

    /** They are counted before anything happens. */
    @Override
    public boolean isSettledBySafeForm() {
        return true;
    }
}
