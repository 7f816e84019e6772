package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.execution.Hooks.Moment;
import io.kmigrate.history.StepOutcome;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.message.StepMessages;
import io.kmigrate.operation.Operation;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step that commits several times. Its history row says before and after each part how far it came. Where
 * a part is a transaction, "in flight" is written inside it: it is to be read later only if something in the
 * part committed before its end, which is just when nobody knows what is done.
 */
final class MultiCommitStep {
    private final Step step;
    private final Dialect dialect;
    private final Session session;
    private final Recorder recorder;
    private final OperationRunner operations;
    private final HookRunner.OfRun hooks;
    private final StepFailures failures;
    private final Instant started;

    MultiCommitStep(Step step, StepRunner.Tools tools) {
        this.step = step;
        this.dialect = tools.dialect();
        this.session = tools.session();
        this.recorder = tools.recorder();
        this.operations = tools.operations();
        this.hooks = tools.hooks();
        this.failures = tools.failures();
        this.started = recorder.now();
    }

    /**
     * Runs the step, or what is left of it.
     *
     * @throws UnfinishedRevisionException when what was done is not what the script says
     * @throws OperationInFlightException when nobody knows whether an operation is done
     */
    void run(List<CommitGroup> segments, @Nullable UnfinishedStep unfinished, InFlightDecision decision)
            throws SQLException {
        UnfinishedStep began;
        int done = 0;
        if (unfinished == null) {
            began = begin();
        } else {
            began = unfinished;
            UnfinishedRevisionException.refuseEdited(step, unfinished);
            done = settled(unfinished, decision);
        }
        for (CommitGroup segment : segments) {
            CommitGroup rest = segment.from(done);
            if (!rest.operations().isEmpty()) {
                runPart(began, rest);
            }
        }
        int all = step.operations().size();
        Transaction.run(session, () -> {
            recorder.finished(began, step, started);
            hooks.run(
                    Moment.AFTER,
                    step,
                    () -> StepMessages.allDoneButHook(all));
        });
    }

    private UnfinishedStep begin() throws SQLException {
        UnfinishedStep[] began = new UnfinishedStep[1];
        Transaction.run(session, () -> {
            began[0] = recorder.begin(step, started);
            hooks.run(Moment.BEFORE, step, StepMessages::nothingDone);
        });
        return began[0];
    }

    /** How many operations are done once that in flight is settled. */
    private int settled(UnfinishedStep began, InFlightDecision decision) throws SQLException {
        int done = began.operationsDone();
        if (!began.isInFlight()) {
            return done;
        }
        ScriptOperation located = step.operations().get(done);
        Optional<List<Operation>> remaining = operations.remainder().of(located.operation());
        if (remaining.isEmpty()) {
            if (decision == InFlightDecision.ASK) {
                throw new OperationInFlightException(step, done + 1);
            }
            if (decision == InFlightDecision.RETRY) {
                return done;
            }
        } else if (remaining.get().equals(List.of(located.operation()))) {
            return done;
        } else {
            for (Operation operation : remaining.get()) {
                runRemaining(new ScriptOperation(operation, located.location()), done + 1);
            }
        }
        Transaction.run(session, () -> record(began, done + 1, StepOutcome.RUNNING));
        return done + 1;
    }

    private void runRemaining(ScriptOperation operation, int number) throws SQLException {
        List<Operation> plain = List.of(operation.operation());
        if (dialect.refusesTransaction(operation.operation())) {
            operations.run(step, number, operation, () -> state(number - 1, false));
        } else {
            Transaction.run(
                    session,
                    plain,
                    () -> operations.run(step, number, operation, () -> state(number - 1, false)),
                    failed -> failures.commit(step, state(number - 1, false), failed));
        }
    }

    private void runPart(UnfinishedStep began, CommitGroup segment) throws SQLException {
        boolean isUndone = segment.inTransaction() && dialect.capabilities().transactionalDdl();
        try {
            if (segment.inTransaction()) {
                Transaction.run(
                        session,
                        segment.plainOperations(),
                        () -> {
                            record(began, segment.first(), StepOutcome.IN_FLIGHT);
                            operations.run(step, segment, () -> state(segment.first(), !isUndone));
                            record(began, segment.end(), StepOutcome.RUNNING);
                        },
                        failed -> failures.commit(step, state(segment.first(), false), failed));
            } else {
                Transaction.run(session, () -> record(began, segment.first(), StepOutcome.IN_FLIGHT));
                operations.run(step, segment, () -> state(segment.first(), true));
                Transaction.run(session, () -> record(began, segment.end(), StepOutcome.RUNNING));
            }
        } catch (RuntimeException failed) {
            if (!isUndone && isKnownNotBegun(segment)) {
                noteNotBegun(began, segment, failed);
            }
            throw failed;
        }
    }

    /** A statement that the database refused has done nothing; the catalog is asked about all other operations. */
    private boolean isKnownNotBegun(CommitGroup segment) {
        Operation operation = segment.operations().get(0).operation();
        return operation.isOpaque() && operation.code().isEmpty() && operations.statementsDone() == 0;
    }

    private void noteNotBegun(UnfinishedStep began, CommitGroup segment, RuntimeException failed) {
        try {
            Transaction.run(session, () -> record(began, segment.first(), StepOutcome.RUNNING));
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private void record(UnfinishedStep began, int done, StepOutcome outcome) throws SQLException {
        recorder.progressed(began, step, started, done, outcome);
    }

    /**
     * What a failure leaves behind.
     *
     * @param mayBeHalfDone nothing undoes the statements of the operation that failed
     */
    private String state(int done, boolean mayBeHalfDone) {
        int statements = operations.statementsDone();
        return mayBeHalfDone && statements > 0
                ? StepMessages.stoppedInside(done, statements)
                : StepMessages.stoppedBefore(done);
    }
}
