package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.execution.ExecutionEvent.StepRetried;
import io.kmigrate.execution.Hooks.Moment;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.message.StepMessages;
import io.kmigrate.plan.Step;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one step: its operations, its version rows and its history, in as few transactions as it allows. */
final class StepRunner {
    private final Dialect dialect;
    private final Session session;
    private final Recorder recorder;
    private final OperationRunner operations;
    private final ExecutionListener listener;
    private final HookRunner.OfRun hooks;
    private final StepFailures failures;
    private final Tools tools;
    private final RunLimits limits;
    private final Resumption resumption;

    StepRunner(Tools tools, RunLimits limits, Resumption resumption) {
        this.dialect = tools.dialect();
        this.session = tools.session();
        this.recorder = tools.recorder();
        this.operations = tools.operations();
        this.listener = tools.listener();
        this.hooks = tools.hooks();
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
            OperationRunner operations,
            ExecutionListener listener,
            HookRunner.OfRun hooks,
            StepFailures failures) {}

    /** Runs a step in transactions of its own, or what an earlier run left of it. */
    void run(Step step) throws SQLException {
        Optional<UnfinishedStep> unfinished = resumption.of(step);
        List<CommitGroup> segments = CommitGroup.of(step, dialect);
        session.limit(step.options().limits().over(limits.statements()));
        if (unfinished.isEmpty() && CommitGroup.isAtOnce(segments, dialect)) {
            runUntilWon(step, segments.get(0));
        } else {
            MultiCommitStep parted = new MultiCommitStep(step, tools);
            parted.run(segments, unfinished.orElse(null), resumption.decision());
        }
    }

    /** Runs a step inside the transaction of the whole run. */
    void runInside(Step step, String state) throws SQLException {
        Instant started = recorder.now();
        session.limit(step.options().limits().over(limits.statements()));
        recorder.expect(step);
        hooks.run(Moment.BEFORE, step, () -> state);
        operations.run(step, new CommitGroup(0, step.operations(), true), () -> state);
        recorder.done(step, started);
        hooks.run(Moment.AFTER, step, () -> state);
    }

    /** Again, after a pause, when all was rolled back because others held a lock. */
    private void runUntilWon(Step step, CommitGroup segment) throws SQLException {
        int attempt = 1;
        while (true) {
            try {
                runAtOnce(step, segment);
                return;
            } catch (SQLException failed) {
                if (!isToBeRetried(step, attempt, failed)) {
                    throw failed;
                }
            } catch (MigrationException failed) {
                if (!isToBeRetried(step, attempt, failed)) {
                    throw failed;
                }
            }
            attempt++;
        }
    }

    /** False when it is no use; otherwise once the pause is over. */
    private boolean isToBeRetried(Step step, int attempt, Exception failed) {
        SQLException lock = lockFailure(failed);
        if (lock == null || attempt > limits.retries()) {
            return false;
        }
        Duration pause = limits.pause().multipliedBy(1L << (attempt - 1));
        listener.on(new StepRetried(step, attempt, pause, String.valueOf(lock.getMessage())));
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private @Nullable SQLException lockFailure(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException said && dialect.sessions().isLockFailure(said)) {
                return said;
            }
        }
        return null;
    }

    private void runAtOnce(Step step, CommitGroup segment) throws SQLException {
        Instant started = recorder.now();
        Transaction.run(
                session,
                segment.plainOperations(),
                () -> {
                    recorder.expect(step);
                    hooks.run(Moment.BEFORE, step, () -> StepMessages.revisionRolledBack());
                    operations.run(step, segment, () -> StepMessages.revisionRolledBack());
                    recorder.done(step, started);
                    hooks.run(Moment.AFTER, step, () -> StepMessages.revisionRolledBack());
                },
                failed -> failures.commit(step, StepMessages.revisionRolledBack(), failed));
    }
}
