package io.kmigrate.execution;

import io.kmigrate.failure.Location;
import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Step;

/** All operations of a step ran, but the database would not keep them. */
public final class CommitFailedException extends StepFailedException {
    CommitFailedException(Step step, String state, Exception cause) {
        super(
                step,
                new Problem(
                        "commit-failed",
                        "revision " + step.revision().label() + " could not be committed\nreason     "
                                + cause.getMessage() + "\nstate      " + state,
                        step.revision().path() == null
                                ? null
                                : Location.of(step.revision().path()),
                        "mend what the database says, then run the same command again"),
                cause);
    }
}
