package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Writers wait until all rows are checked. */
@API(status = INTERNAL, since = "0.1")
public final class OrConstraintValidateRule extends LockRule {
    public OrConstraintValidateRule() {
        super("or-constraint-validate", Severity.ERROR, Products.oracle());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table gets a constraint or an index in the plain way",
                "Oracle locks the table while it checks each row or builds the index.",
                "Create the constraint with ENABLE NOVALIDATE, and validate it later. Create an "
                        + "index ONLINE, where the edition has it.",
                Examples.onUsers(new CreateUniqueConstraint(
                        Examples.USERS, new UniqueConstraint("ux_email", List.of(Examples.EMAIL)))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createUniqueConstraint(CreateUniqueConstraint create) {
                return locked(create.table(), Work.INDEX);
            }

            @Override
            public Stream<Finding> createPrimaryKey(CreatePrimaryKey create) {
                return locked(create.table(), Work.INDEX);
            }

            @Override
            public Stream<Finding> createCheckConstraint(CreateCheckConstraint create) {
                return create.constraint().looksAtRows() ? locked(create.table(), Work.SCAN) : Stream.empty();
            }

            @Override
            public Stream<Finding> createForeignKey(CreateForeignKey create) {
                return create.foreignKey().looksAtRows() ? locked(create.table(), Work.SCAN) : Stream.empty();
            }

            @Override
            public Stream<Finding> createIndex(CreateIndex create) {
                return create.concurrently() ? Stream.empty() : locked(create.table(), Work.INDEX);
            }

            private Stream<Finding> locked(TableName table, Work work) {
                return found.on(
                        table,
                        work,
                        "writes to " + table + " are blocked while each of its rows is read",
                        "use ENABLE NOVALIDATE for a constraint, and ONLINE for an index");
            }
        };
    }
}
