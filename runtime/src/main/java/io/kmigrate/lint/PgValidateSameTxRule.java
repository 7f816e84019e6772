package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.ValidateConstraint;
import io.kmigrate.schema.CheckConstraint;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The strong lock is kept over the check. */
@API(status = INTERNAL, since = "0.1")
public final class PgValidateSameTxRule extends LockRule {
    public PgValidateSameTxRule() {
        super("pg-validate-same-tx", Severity.WARNING, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A constraint is validated in the transaction that creates it",
                "The strong lock of the creation is held until the transaction ends. So the "
                        + "check of all rows blocks the others all the same.",
                "Put `validateConstraint` into a revision of its own, or set `transactional = " + "false`.",
                new Documentation.Example(
                        List.of(Examples.users()),
                        List.of(
                                new CreateCheckConstraint(
                                        Examples.USERS, new CheckConstraint("ck_email", "email LIKE '%@%'", false)),
                                new ValidateConstraint(Examples.USERS, "ck_email"))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> validateConstraint(ValidateConstraint validate) {
                boolean isSame = found.context().transaction().stream()
                        .anyMatch(operation -> operation.accept(new Made(validate)));
                return isSame
                        ? found.on(
                                validate.table(),
                                Work.SCAN,
                                "the lock that created " + validate.name() + " is held while each row of "
                                        + validate.table() + " is checked",
                                "move validateConstraint into a revision of its own")
                        : Stream.empty();
            }
        };
    }

    /** Whether an operation makes the constraint that is validated. */
    private record Made(ValidateConstraint validate) implements DefaultingOperationVisitor<Boolean> {
        @Override
        public Boolean otherwise(Operation operation) {
            return false;
        }

        @Override
        public Boolean createCheckConstraint(CreateCheckConstraint create) {
            return validate.table().equals(create.table())
                    && validate.name().equals(create.constraint().name());
        }

        @Override
        public Boolean createForeignKey(CreateForeignKey create) {
            return validate.table().equals(create.table())
                    && validate.name().equals(create.foreignKey().name());
        }
    }
}
