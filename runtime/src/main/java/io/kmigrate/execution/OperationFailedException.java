package io.kmigrate.execution;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import org.jspecify.annotations.Nullable;

/** The database, or a code step, refused an operation. Says what state the database is in now. */
public final class OperationFailedException extends StepFailedException {
    private final int operationNumber;

    OperationFailedException(
            Step step, int number, ScriptOperation operation, @Nullable String sql, String state, Exception cause) {
        super(
                step,
                new Problem(
                        "operation-failed",
                        message(step, number, operation, sql, state, cause),
                        operation.location(),
                        fix(cause)),
                cause);
        this.operationNumber = number;
    }

    private static String message(
            Step step, int number, ScriptOperation operation, @Nullable String sql, String state, Exception cause) {
        StringBuilder text = new StringBuilder("revision ")
                .append(step.revision().label())
                .append(" failed at operation ")
                .append(number)
                .append(" of ")
                .append(step.operations().size())
                .append(", ")
                .append(OperationDescription.of(operation.operation()).headline())
                .append("\nreason     ")
                .append(FailureText.reason(cause));
        if (sql != null) {
            text.append("\nstatement  ").append(FailureText.statement(sql));
        }
        return text.append("\nstate      ").append(state).toString();
    }

    /** A refusal of ours knows better what to do than a failure of the database. */
    private static String fix(Exception cause) {
        String known = cause instanceof MigrationException refusal
                ? refusal.problems().get(0).fix()
                : null;
        return known == null ? "mend the script or the data, then run the same command again" : known;
    }

    /** 1-based. */
    public int operationNumber() {
        return operationNumber;
    }
}
