package io.kmigrate.execution;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Facts;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Step;

/** All operations of a step ran, but the database would not keep them. */
public final class CommitFailedException extends StepFailedException {
    CommitFailedException(Step step, String state, Exception cause) {
        super(
                step,
                new Problem(
                        ErrorCode.COMMIT_FAILED,
                        "revision " + step.revision().label() + " could not be committed",
                        step.revision().path() == null
                                ? null
                                : Location.of(step.revision().path()),
                        new Fix(
                                "fix the cause that the database names, then run the same command again",
                                "fix the cause that the database names, then run the migrator again"),
                        Facts.of(cause).withState(state)),
                cause);
    }
}
