package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;

/** {@code transaction = "run"} was asked for a plan that no single transaction can hold. Nothing ran. */
public final class RunTransactionException extends MigrationException {
    /** Throws unless every step of the plan can share a transaction. */
    static void refuse(Plan plan, Dialect dialect, Resumption resumption) {
        for (Step step : plan.steps()) {
            if (resumption.of(step).isPresent()
                    || !CommitGroup.isAtOnce(CommitGroup.of(step, dialect), dialect)
                    || !step.transactional()) {
                throw new RunTransactionException(step, dialect.name());
            }
        }
    }

    private RunTransactionException(Step step, String dialect) {
        super(new Problem(
                "run-transaction",
                "the run cannot be one transaction: revision " + step.revision().label() + " holds operations that "
                        + dialect + " has to commit by themselves",
                step.revision().path() == null
                        ? null
                        : Location.of(step.revision().path()),
                "set transaction = \"revision\", or upgrade in several runs around this revision"));
    }
}
