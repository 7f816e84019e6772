package io.kmigrate.execution;

import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Step;

/** The database, or a code step, refused an operation. */
public final class OperationFailedException extends StepFailedException {
    private final int operationNumber;

    OperationFailedException(Step step, int number, Problem problem, Exception cause) {
        super(step, problem, cause);
        this.operationNumber = number;
    }

    /** 1-based. */
    public int operationNumber() {
        return operationNumber;
    }
}
