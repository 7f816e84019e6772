package io.kmigrate.execution;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Step;

/** An earlier run ended while an operation ran, and nobody can tell whether it is done. Nothing was changed. */
public final class OperationInFlightException extends MigrationException {
    private final transient Step step;
    private final int operationNumber;

    OperationInFlightException(Step step, int number) {
        super(
                new Problem(
                        "operation-in-flight",
                        "an earlier run of revision " + step.revision().label() + " ended while operation " + number
                                + " of "
                                + step.operations().size() + " ran; whether that is done, the database cannot tell"
                                + StepProgress.of(step.sealOfOperations().operations(), number - 1, true),
                        step.operations().get(number - 1).location(),
                        "look whether it is done; then `migrate resume --skip` if it is, `migrate resume --retry` if it is not"));
        this.step = step;
        this.operationNumber = number;
    }

    public Step step() {
        return step;
    }

    /** 1-based. */
    public int operationNumber() {
        return operationNumber;
    }
}
