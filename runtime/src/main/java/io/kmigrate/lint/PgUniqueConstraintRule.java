package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.schema.UniqueConstraint;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Readers and writers wait until an index is built. */
@API(status = INTERNAL, since = "0.1")
public final class PgUniqueConstraintRule extends LockRule {
    public PgUniqueConstraintRule() {
        super("pg-unique-constraint", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table gets a unique constraint",
                "ALTER TABLE builds the index under an ACCESS EXCLUSIVE lock: no one can even "
                        + "read the table meanwhile.",
                "Create a unique index with `concurrently = true`. Where it must be a "
                        + "constraint, add it with `USING INDEX` in a second step.",
                Examples.onUsers(new CreateUniqueConstraint(
                        Examples.USERS, new UniqueConstraint("ux_email", List.of(Examples.EMAIL)))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createUniqueConstraint(CreateUniqueConstraint create) {
                return found.on(
                        create.table(),
                        Work.INDEX,
                        "reads and writes of " + create.table()
                                + " are blocked while the index of the constraint is built",
                        "create a unique index with concurrently = true, and add the constraint with USING INDEX");
            }
        };
    }
}
