package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.RunMessages;
import io.kmigrate.plan.Step;
import org.apiguardian.api.API;

/** An earlier run ended while an operation ran, and nobody can tell whether it is done. Nothing was changed. */
@API(status = STABLE, since = "0.1")
public final class OperationInFlightException extends MigrationException {
    private final String revision;
    private final int operationNumber;

    OperationInFlightException(Step step, int number) {
        super(RunMessages.operationInFlight(
                        step.revision().label(),
                        number,
                        step.operations().size(),
                        StepProgress.of(step.digestOfOperations().operations(), number - 1, true))
                .at(step.operations().get(number - 1).location()));
        this.revision = step.revision().id();
        this.operationNumber = number;
    }

    /** The full id. */
    public String revision() {
        return revision;
    }

    /** 1-based. */
    public int operationNumber() {
        return operationNumber;
    }
}
