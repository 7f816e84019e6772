package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionSettings.Scope;
import io.kmigrate.execution.ExecutionEvent.OnlineChosen;
import io.kmigrate.execution.ExecutionEvent.SessionChanged;
import io.kmigrate.execution.Hooks.Moment;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.message.SessionMessages;
import io.kmigrate.message.StepMessages;
import io.kmigrate.operation.Limits;
import io.kmigrate.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs one step: its operations, its version rows and its history, in as few transactions as it allows. */
final class StepRunner {
    private final Dialect dialect;
    private final Session session;
    private final ExecutionListener listener;
    private final StepFailures failures;
    private final Tools tools;
    private final RunLimits limits;
    private final Resumption resumption;
    private boolean isUndoable;

    StepRunner(Tools tools, RunLimits limits, Resumption resumption) {
        this.dialect = tools.dialect();
        this.session = tools.session();
        this.listener = tools.listener();
        this.failures = tools.failures();
        this.tools = tools;
        this.limits = limits;
        this.resumption = resumption;
    }

    /** What a run has one of each. */
    record Tools(
            Dialect dialect,
            Session session,
            Recorder recorder,
            FailureState failureState,
            SessionKeeper keeper,
            OperationRunner operations,
            ExecutionListener listener,
            HookRunner.OfRun hooks,
            StepFailures failures,
            BackfillSteps backfills,
            LockRetries retries,
            Guards guards,
            Function<Step, OnlineChoices> online) {
        /** The connection of the run. */
        Connection connection() {
            return recorder.connection();
        }

        InFlightOperation.Asked askedOver(Connection connection) {
            return new InFlightOperation.Asked(dialect, connection, operations.online(), backfills.checkpoints());
        }

        /** Whether a step could end its transaction, or change its session. */
        boolean canMoveGround(Step step) {
            return hooks.isAnyThere()
                    || step.operations().stream()
                            .anyMatch(operation -> operation.operation().isOpaque());
        }

        /** Runs what the hook adds before the version rows of a step are written, or after it; they stay as they are. */
        void runHook(Moment moment, Step step, Supplier<String> state) throws SQLException {
            hooks.run(moment, step, state);
            if (hooks.isAnyThere()) {
                keeper.aside(Scope.TRANSACTION, () -> recorder.requireUntouchedByHook(moment, step));
            }
        }
    }

    /** Runs a step in transactions of its own, or what an earlier run left of it. */
    void run(Step step) throws SQLException {
        Optional<UnfinishedStep> unfinished = resumption.of(step);
        OnlineChoices online = choose(step);
        List<CommitGroup> segments = CommitGroup.of(step, dialect, online::isInParts);
        isUndoable = unfinished.isEmpty() && CommitGroup.isAtOnce(segments, dialect);
        Limits own = limits(step, online);
        begin(step, own);
        if (unfinished.isEmpty()) {
            boolean asPlanned = isUndoable;
            isUndoable = true;
            tools.operations().refuseRows(step);
            isUndoable = asPlanned;
        }
        if (isUndoable) {
            runUntilWon(step, segments.get(0));
        } else {
            MultiCommitStep parted = new MultiCommitStep(step, tools, own);
            parted.run(segments, unfinished.orElse(null), resumption.decision());
        }
        end(step);
    }

    /** Says what is chosen. */
    private OnlineChoices choose(Step step) {
        OnlineChoices online = tools.online().apply(step);
        new TreeMap<>(online.choices())
                .forEach((place, choice) ->
                        listener.on(new OnlineChosen(step, step.operations().get(place), place + 1, choice)));
        return online;
    }

    /** Whether a failure of the step that began last undid all of it. */
    boolean isUndoable() {
        return isUndoable;
    }

    private void begin(Step step, Limits own) throws SQLException {
        tools.operations().limit(own);
        if (tools.canMoveGround(step)) {
            tools.keeper().remember();
        } else {
            tools.keeper().forget();
        }
    }

    /** Says what the step had changed of its session. */
    private void end(Step step) throws SQLException {
        List<String> changes;
        try {
            changes = tools.keeper().putBackAfter();
        } catch (SQLException failed) {
            throw failures.session(step, StepMessages.committed(), failed);
        }
        if (!changes.isEmpty()) {
            listener.on(new SessionChanged(
                    step, SessionMessages.restored(step.revision().label(), changes)));
        }
    }

    /** Runs a step inside the transaction of the whole run. */
    void runInside(Step step) throws SQLException {
        begin(step, limits(step, choose(step)));
        inRun(step).run(new CommitGroup(0, step.operations(), true));
        end(step);
    }

    /** Runs a step inside a transaction whose owner undoes it when it fails. */
    void runShared(Step step) throws SQLException {
        tools.operations().limit(limits(step, OnlineChoices.NONE));
        inRun(step).runQuietly(new CommitGroup(0, step.operations(), true));
    }

    /** What the database has when the transaction of the whole run, which ends with a step, could not be committed. */
    LeftBehind stateAfterCommit(Step last) {
        return inRun(last).stateAfterCommit();
    }

    private StepInTransaction inRun(Step step) {
        return new StepInTransaction(step, tools, StepMessages.runRolledBack());
    }

    /** A statement that waits for a lock on a large table does not keep others waiting behind it for long. */
    private Limits limits(Step step, OnlineChoices online) {
        Limits said = step.options().limits().over(limits.statements());
        return online.isLarge() ? said.over(new Limits(OnlineSettings.LOCK_TIMEOUT, null)) : said;
    }

    /** Again, after a pause, when all was rolled back because others held a lock. */
    private void runUntilWon(Step step, CommitGroup segment) throws SQLException {
        int attempt = 1;
        while (true) {
            StepInTransaction inside = new StepInTransaction(step, tools, StepMessages.revisionRolledBack());
            try {
                runAtOnce(inside, step, segment);
                return;
            } catch (SQLException | MigrationException failed) {
                if (!tools.retries().isToBeRetried(step, attempt, failed, () -> !inside.isKept())) {
                    throw failed;
                }
            }
            attempt++;
        }
    }

    private void runAtOnce(StepInTransaction inside, Step step, CommitGroup segment) throws SQLException {
        Transaction.run(
                session,
                segment.plainOperations(),
                () -> inside.run(segment),
                failed -> failures.commit(step, inside.stateAfterCommit(), failed));
    }
}
