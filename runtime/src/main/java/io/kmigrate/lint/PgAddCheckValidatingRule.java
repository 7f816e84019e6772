package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.schema.CheckConstraint;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Readers and writers wait until all rows are checked. */
@API(status = INTERNAL, since = "0.1")
public final class PgAddCheckValidatingRule extends LockRule {
    public PgAddCheckValidatingRule() {
        super("pg-add-check-validating", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A check is created on a large table",
                "PostgreSQL checks every row under an ACCESS EXCLUSIVE lock: no one can even " + "read the table.",
                "Create it with `notValid = true`, and use `validateConstraint` in a revision " + "of its own.",
                Examples.onUsers(new CreateCheckConstraint(
                        Examples.USERS, new CheckConstraint("ck_email", "email LIKE '%@%'"))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createCheckConstraint(CreateCheckConstraint create) {
                return create.constraint().looksAtRows()
                        ? found.on(
                                create.table(),
                                Work.SCAN,
                                "reads and writes of " + create.table() + " are blocked while each row is checked",
                                "create the check with notValid = true, and use validateConstraint in a revision of its own")
                        : Stream.empty();
            }
        };
    }
}
