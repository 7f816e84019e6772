package io.kmigrate.execution;

import io.kmigrate.execution.OperationRunner.State;
import io.kmigrate.history.StepOutcome;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.message.StepMessages;
import io.kmigrate.operation.Operation;
import io.kmigrate.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** What a failure of a step that commits several times leaves behind, as its history row tells. */
final class PartState {
    private final Step step;
    private final StepRunner.Tools tools;
    private final Instant started;

    PartState(Step step, StepRunner.Tools tools, Instant started) {
        this.step = step;
        this.tools = tools;
        this.started = started;
    }

    /** Of a part. */
    State of(UnfinishedStep began, CommitGroup segment) {
        return (operation, wasMoved) -> tools.failureState()
                .ask(asked -> left(asked, began, segment, operation, wasMoved))
                .orElse(LeftBehind.of(StepMessages.stateUnknown()));
    }

    /** Whether the database undoes all of a part that fails. */
    boolean isUndone(CommitGroup segment) {
        return segment.inTransaction() && tools.dialect().capabilities().transactionalDdl();
    }

    private LeftBehind left(
            Connection asked, UnfinishedStep began, CommitGroup segment, int operation, boolean wasMoved)
            throws SQLException {
        if (tools.recorder().inFlight(asked, began).isPresent()) {
            return isUndone(segment)
                    ? committedInside(began, operation)
                    : inFlight(asked, began.inFlightAt(segment.first()), segment);
        }
        if (wasMoved) {
            return LeftBehind.of(StepMessages.rolledBackBefore(operation));
        }
        return LeftBehind.of(StepMessages.stoppedBefore(tools.recorder()
                .unfinished(asked, began)
                .map(UnfinishedStep::operationsDone)
                .orElse(segment.first())));
    }

    /** A script ended the transaction that would have undone it. */
    private LeftBehind committedInside(UnfinishedStep began, int operation) {
        int done = operation - 1;
        try {
            Transaction.run(
                    tools.session(),
                    () -> tools.recorder().progressed(began, step, started, done, StepOutcome.IN_FLIGHT));
        } catch (SQLException lost) {
            // Without it the row says that the first operation of the part is in flight, which is so, too.
        }
        return new LeftBehind(
                StepMessages.committedInside(operation),
                done < step.operations().size() ? operation : 0);
    }

    /** The database undid nothing, unless it refused all of it. */
    private LeftBehind inFlight(Connection asked, UnfinishedStep now, CommitGroup segment) throws SQLException {
        int done = segment.first();
        boolean isAnswered = tools.failureState().isOfRun(asked);
        int statements = tools.operations().statementsDone();
        Operation operation = segment.operations().get(0).operation();
        boolean isCode = operation.code().isPresent();
        if (isAnswered && statements == 0 && !isCode) {
            return LeftBehind.of(StepMessages.stoppedBefore(done));
        }
        boolean isKnown = new InFlightOperation(step, now, tools.askedOver(asked)).isKnown();
        int undecided = isKnown ? 0 : done + 1;
        if (statements > 0) {
            return new LeftBehind(StepMessages.stoppedInside(done, statements), undecided);
        }
        if (isCode) {
            return new LeftBehind(StepMessages.stoppedSomewhere(done), undecided);
        }
        return new LeftBehind(isKnown ? StepMessages.stoppedBefore(done) : StepMessages.maybeDone(done), undecided);
    }
}
