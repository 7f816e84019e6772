package io.kmigrate.execution;

import io.kmigrate.execution.FailureState.Failure;
import io.kmigrate.execution.Hooks.Moment;
import io.kmigrate.execution.OperationRunner.State;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.plan.Step;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A step inside one transaction. Where its script or a hook could end that transaction, its history row is in flight
 * inside it.
 */
final class StepInTransaction {
    private final Step step;
    private final StepRunner.Tools tools;
    private final String rolledBack;
    private final Instant started;
    private @Nullable UnfinishedStep begun;
    private boolean isKept;

    /** @param rolledBack what to say of a failure after which all was undone */
    StepInTransaction(Step step, StepRunner.Tools tools, String rolledBack) {
        this.step = step;
        this.tools = tools;
        this.rolledBack = rolledBack;
        this.started = tools.recorder().now();
    }

    void run(CommitGroup operations) throws SQLException {
        run(operations, this::stateAfter);
    }

    /** Runs where a failure is undone by somebody else, and not reported. */
    void runQuietly(CommitGroup operations) throws SQLException {
        run(operations, State.of(rolledBack));
    }

    private void run(CommitGroup operations, State state) throws SQLException {
        tools.guards().begin(Map.of());
        Recorder recorder = tools.recorder();
        recorder.expect(step);
        tools.backfills().cancelBackground(step);
        if (tools.canMoveGround(step)) {
            begun = recorder.beginInFlight(step, started);
        }
        tools.runHook(Moment.BEFORE, step, () -> state.after(0, false).text());
        tools.operations().run(step, operations, state);
        putBack(() -> state.after(step.operations().size() + 1, false).text());
        tools.backfills().forgetBackground(step);
        if (begun == null) {
            recorder.done(step, started);
        } else {
            recorder.finished(begun, step, started);
        }
        int all = step.operations().size();
        tools.runHook(Moment.AFTER, step, () -> state.after(all + 1, false).text());
    }

    /** A version row belongs where the run began, and not where the script has led the session. */
    private void putBack(Supplier<String> state) {
        try {
            tools.keeper().putBackInside();
        } catch (SQLException failed) {
            throw tools.failures().session(step, state.get(), failed);
        }
    }

    /** What the database has now that an operation has failed; ends the transaction. */
    private LeftBehind stateAfter(int operation, boolean wasMoved) {
        FailureState.Answer answer =
                tools.failureState().of(new Failure(step, begun, started, operation, wasMoved, rolledBack));
        isKept = answer.isKept();
        return answer.left();
    }

    /** The same where all operations ran and the commit failed. */
    LeftBehind stateAfterCommit() {
        return stateAfter(step.operations().size() + 1, false);
    }

    /** Whether something of a step that failed is in the database, so that it cannot simply start again. */
    boolean isKept() {
        return isKept;
    }
}
