package io.kmigrate.execution;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Step;

/**
 * A step ran and failed: {@link #code} tells an operation from a commit and a hook, and the facts of its
 * problem which state the database is in now.
 */
public sealed class StepFailedException extends MigrationException permits OperationFailedException {
    private final String revision;
    private final Direction direction;

    StepFailedException(Step step, Problem problem, Exception cause) {
        super(problem, cause);
        this.revision = step.revision().id();
        this.direction = step.direction();
    }

    /** The full id. */
    public final String revision() {
        return revision;
    }

    public final Direction direction() {
        return direction;
    }
}
