package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionSettings.Scope;
import io.kmigrate.execution.ExecutionEvent.SessionChanged;
import io.kmigrate.execution.Hooks.Moment;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.message.SessionMessages;
import io.kmigrate.message.StepMessages;
import io.kmigrate.plan.Step;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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
            Guards guards) {
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
        List<CommitGroup> segments = CommitGroup.of(step, dialect);
        begin(step);
        if (unfinished.isEmpty() && CommitGroup.isAtOnce(segments, dialect)) {
            runUntilWon(step, segments.get(0));
        } else {
            MultiCommitStep parted = new MultiCommitStep(step, tools);
            parted.run(segments, unfinished.orElse(null), resumption.decision());
        }
        end(step);
    }

    private void begin(Step step) throws SQLException {
        limit(step);
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
        begin(step);
        inRun(step).run(new CommitGroup(0, step.operations(), true));
        end(step);
    }

    /** Runs a step inside a transaction whose owner undoes it when it fails. */
    void runShared(Step step) throws SQLException {
        limit(step);
        inRun(step).runQuietly(new CommitGroup(0, step.operations(), true));
    }

    /** What the database has when the transaction of the whole run, which ends with a step, could not be committed. */
    String stateAfterCommit(Step last) {
        return inRun(last).stateAfterCommit();
    }

    private StepInTransaction inRun(Step step) {
        return new StepInTransaction(step, tools, StepMessages.runRolledBack());
    }

    private void limit(Step step) throws SQLException {
        tools.operations().limit(step.options().limits().over(limits.statements()));
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
