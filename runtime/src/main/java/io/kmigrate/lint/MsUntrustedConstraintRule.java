package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The optimizer does not trust it. */
@API(status = INTERNAL, since = "0.1")
public final class MsUntrustedConstraintRule extends LiveRule {
    public MsUntrustedConstraintRule() {
        super("ms-untrusted-constraint", Severity.WARNING, Products.sqlServer("SQL Server, every version"));
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A constraint is added without a check of the rows",
                "WITH NOCHECK leaves the constraint untrusted: the optimizer does not use it, "
                        + "and old rows may break it.",
                "Check the rows later: `ALTER TABLE … WITH CHECK CHECK CONSTRAINT …`.",
                new Documentation.Example(
                        List.of(Examples.users()),
                        List.of(new ExecuteSql("ALTER TABLE users WITH NOCHECK ADD CONSTRAINT ck CHECK (id > 0)"))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createCheckConstraint(CreateCheckConstraint create) {
                return create.constraint().valid() ? Stream.empty() : untrusted(create.table());
            }

            @Override
            public Stream<Finding> createForeignKey(CreateForeignKey create) {
                return create.foreignKey().valid() ? Stream.empty() : untrusted(create.table());
            }

            private Stream<Finding> untrusted(TableName table) {
                return context.isNew(table)
                        ? Stream.empty()
                        : context.finding(
                                MsUntrustedConstraintRule.this,
                                table,
                                "the optimizer does not trust a constraint of " + table
                                        + " whose rows were not checked",
                                "check the rows with WITH CHECK CHECK CONSTRAINT");
            }
        };
    }

    @Override
    public Stream<Finding> statement(SqlAction action, LintContext context) {
        return action.kind() == Kind.UNTRUSTED_CONSTRAINT
                ? context.finding(
                        this,
                        "the optimizer does not trust a constraint of " + action.table()
                                + " whose rows were not checked",
                        "check the rows with WITH CHECK CHECK CONSTRAINT")
                : Stream.empty();
    }
}
