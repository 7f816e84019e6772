package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Step;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A step ran and failed: {@link #code} tells an operation from a commit and a hook, and the facts of its
 * problem which state the database is in now.
 */
@API(status = STABLE, since = "0.1")
public sealed class StepFailedException extends MigrationException permits OperationFailedException {
    private final String revision;
    private final Direction direction;

    StepFailedException(Step step, Problem problem, @Nullable Exception cause) {
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
