package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.IndexColumn;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Readers and writers wait until an index is built. */
@API(status = INTERNAL, since = "0.1")
public final class PgExclusionConstraintRule extends LockRule {
    public PgExclusionConstraintRule() {
        super("pg-exclusion-constraint", Severity.ERROR, Products.postgresql());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A large table gets an exclusion constraint",
                "ALTER TABLE builds the index and checks every row, under an ACCESS EXCLUSIVE "
                        + "lock. There is no form that lets others work.",
                "Create a new table with the constraint, copy the rows, and switch. Or choose a "
                        + "time when no one works.",
                Examples.onUsers(new CreateExclusionConstraint(
                        Examples.USERS,
                        new ExclusionConstraint(
                                "no_two",
                                "gist",
                                List.of(new ExclusionConstraint.Element(IndexColumn.column("id"), "=")),
                                null,
                                Deferral.NOT_DEFERRABLE))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> createExclusionConstraint(CreateExclusionConstraint create) {
                return found.on(
                        create.table(),
                        Work.INDEX,
                        "reads and writes of " + create.table()
                                + " are blocked while the index of the constraint is built",
                        "create a new table with the constraint, copy the rows, and switch");
            }
        };
    }
}
