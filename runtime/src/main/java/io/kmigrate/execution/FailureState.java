package io.kmigrate.execution;

import io.kmigrate.dialect.Session;
import io.kmigrate.history.StepOutcome;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.message.StepMessages;
import io.kmigrate.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a failure left in the database: it ends the transaction and asks. A script may have ended that
 * transaction before, and a connection that breaks does not tell what became of it.
 *
 * <p>Where a script could do so, the history row of the step is in flight inside the transaction: to be read after a
 * rollback only if something committed it.
 */
final class FailureState {
    private static final int VALID_SECONDS = 5;

    private final Session session;
    private final SessionKeeper keeper;
    private final Recorder recorder;
    private final Connection connection;
    private final RunLimits.Observers observers;

    FailureState(
            Session session,
            SessionKeeper keeper,
            Recorder recorder,
            Connection connection,
            RunLimits.Observers observers) {
        this.session = session;
        this.keeper = keeper;
        this.recorder = recorder;
        this.connection = connection;
        this.observers = observers;
    }

    /**
     * What failed.
     *
     * @param begun the row in flight; null where nothing but the runner can end the transaction
     * @param operation the one that failed, 1-based; 0 where none did
     * @param wasMoved the operation is known to have ended the transaction
     * @param rolledBack what to say when all was undone
     */
    record Failure(
            Step step,
            @Nullable UnfinishedStep begun,
            Instant started,
            int operation,
            boolean wasMoved,
            String rolledBack) {}

    /**
     * What is so.
     *
     * @param isKept something of the step may be in the database
     */
    record Answer(LeftBehind left, boolean isKept) {
        private static Answer kept(String text) {
            return new Answer(LeftBehind.of(text), true);
        }
    }

    /** What is asked of the database, over the connection of the run or over a new one. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Connection asked) throws SQLException;
    }

    /** Ends the transaction, and says what is so then. */
    Answer of(Failure failure) {
        return ask(asked -> asked == connection ? known(failure) : overNewConnection(failure, asked))
                .orElse(Answer.kept(StepMessages.stateUnknown()));
    }

    /** Whether a connection is that of the run, so that the database has answered what was sent over it. */
    boolean isOfRun(Connection asked) {
        return asked == connection;
    }

    /** Ends the transaction and asks; nothing where nobody answers. */
    <T> Optional<T> ask(Question<T> question) {
        try {
            session.rollback();
            keeper.putBackAfterFailure();
            if (connection.isValid(VALID_SECONDS)) {
                return Optional.of(question.ask(connection));
            }
        } catch (SQLException broken) {
            // It is asked over another connection.
        }
        try (Connection other = observers.open()) {
            return Optional.of(question.ask(other));
        } catch (SQLException | RuntimeException unreachable) {
            return Optional.empty();
        }
    }

    private Answer known(Failure failure) throws SQLException {
        UnfinishedStep begun = failure.begun();
        Optional<UnfinishedStep> kept = begun == null ? Optional.empty() : recorder.inFlight(connection, begun);
        if (kept.isPresent()) {
            int done = Math.max(0, failure.operation() - 1);
            Transaction.run(
                    session,
                    () -> recorder.progressed(
                            kept.get(), failure.step(), failure.started(), done, StepOutcome.IN_FLIGHT));
            return committedInside(failure);
        }
        return failure.wasMoved()
                ? Answer.kept(StepMessages.rolledBackBefore(failure.operation()))
                : new Answer(LeftBehind.of(failure.rolledBack()), false);
    }

    private Answer overNewConnection(Failure failure, Connection other) throws SQLException {
        UnfinishedStep begun = failure.begun();
        if (begun != null && recorder.inFlight(other, begun).isPresent()) {
            return committedInside(failure);
        }
        return recorder.isAt(other, failure.step().rowsAfter())
                ? Answer.kept(StepMessages.committedBeforeLoss())
                : new Answer(LeftBehind.of(failure.rolledBack()), false);
    }

    private static Answer committedInside(Failure failure) {
        int number = Math.max(1, failure.operation());
        int undecided = number > failure.step().operations().size() ? 0 : number;
        return new Answer(new LeftBehind(StepMessages.committedInside(failure.operation()), undecided), true);
    }
}
