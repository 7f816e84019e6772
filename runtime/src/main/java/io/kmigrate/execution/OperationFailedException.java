package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Step;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The database, or a code step, refused an operation. */
@API(status = STABLE, since = "0.1")
public final class OperationFailedException extends StepFailedException {
    private final int operationNumber;

    OperationFailedException(Step step, int number, Problem problem, @Nullable Exception cause) {
        super(step, problem, cause);
        this.operationNumber = number;
    }

    /** 1-based. */
    public int operationNumber() {
        return operationNumber;
    }
}
