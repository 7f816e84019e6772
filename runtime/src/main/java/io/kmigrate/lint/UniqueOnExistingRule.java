package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Rows with the same values stop what would forbid them. */
@API(status = INTERNAL, since = "0.1")
public final class UniqueOnExistingRule implements Rule {
    @Override
    public String code() {
        return "unique-on-existing";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A table with rows gets a primary key, a unique constraint or a unique index",
                "The database refuses the change when two rows have the same values. It says so only after "
                        + "it has read the table.",
                "Query for rows with the same values. Remove or merge them in an earlier revision.",
                Examples.onUsers(new CreateUniqueConstraint(
                        Examples.USERS, new UniqueConstraint("ux_users_email", List.of(Examples.EMAIL)))));
    }

    /** Such rows are counted before anything happens. */
    @Override
    public boolean isSettledBySafeForm() {
        return true;
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createPrimaryKey(CreatePrimaryKey create) {
                return repeated(create.table(), create.primaryKey().columns());
            }

            @Override
            public Stream<Finding> createUniqueConstraint(CreateUniqueConstraint create) {
                return repeated(create.table(), create.constraint().columns());
            }

            @Override
            public Stream<Finding> createIndex(CreateIndex create) {
                List<String> columns =
                        create.index().columns().stream().map(IndexColumn::text).toList();
                return create.index().unique() ? repeated(create.table(), columns) : Stream.empty();
            }

            private Stream<Finding> repeated(TableName table, List<String> columns) {
                return context.isNew(table)
                        ? Stream.empty()
                        : context.finding(
                                UniqueOnExistingRule.this,
                                "rows of " + table + " that repeat " + String.join(", ", columns) + " stop the change",
                                "remove the repeated values in an earlier revision");
            }
        };
    }
}
