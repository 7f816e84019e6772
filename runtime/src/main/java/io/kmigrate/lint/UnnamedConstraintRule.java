package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The database gives the name. */
@API(status = INTERNAL, since = "0.1")
public final class UnnamedConstraintRule extends LiveRule {
    public UnnamedConstraintRule() {
        super("unnamed-constraint", Severity.INFO, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A constraint is added without a name",
                "Each database gives it another name. Who wants to drop it has to look it up " + "first.",
                "Name it, or set a naming convention in `env.kts`.",
                Examples.onUsers(new CreateUniqueConstraint(
                        Examples.USERS, new UniqueConstraint(null, List.of(Examples.EMAIL)))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createPrimaryKey(CreatePrimaryKey create) {
                return unnamed(create.table(), create.primaryKey().name());
            }

            @Override
            public Stream<Finding> createUniqueConstraint(CreateUniqueConstraint create) {
                return unnamed(create.table(), create.constraint().name());
            }

            @Override
            public Stream<Finding> createCheckConstraint(CreateCheckConstraint create) {
                return unnamed(create.table(), create.constraint().name());
            }

            @Override
            public Stream<Finding> createForeignKey(CreateForeignKey create) {
                return unnamed(create.table(), create.foreignKey().name());
            }

            private Stream<Finding> unnamed(TableName table, @Nullable String name) {
                return name != null
                        ? Stream.empty()
                        : context.finding(
                                UnnamedConstraintRule.this,
                                table,
                                "a constraint of " + table + " has no name",
                                "name it");
            }
        };
    }
}
