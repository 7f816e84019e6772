package io.kmigrate.execution;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Facts;
import io.kmigrate.failure.Fix;
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
        super(step, problem(step, number, operation, sql, state, cause), cause);
        this.operationNumber = number;
    }

    private static Problem problem(
            Step step, int number, ScriptOperation operation, @Nullable String sql, String state, Exception cause) {
        String headline = OperationDescription.of(operation.operation()).headline();
        String message = "revision " + step.revision().label() + " failed at operation " + number + " of "
                + step.operations().size() + ", " + headline;
        return new Problem(
                ErrorCode.OPERATION_FAILED,
                message,
                operation.location(),
                fix(cause),
                Facts.of(cause).withOperation(headline).withSql(sql).withState(state));
    }

    /** A refusal of ours knows better what to do than a failure of the database. */
    private static Fix fix(Exception cause) {
        Fix known = cause instanceof MigrationException refusal
                ? refusal.problems().get(0).fix()
                : null;
        return known == null
                ? new Fix(
                        "fix the script or the data, then run the same command again",
                        "fix the script or the data, then run the migrator again")
                : known;
    }

    /** 1-based. */
    public int operationNumber() {
        return operationNumber;
    }
}
