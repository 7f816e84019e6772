package io.kmigrate.execution;

import io.kmigrate.backfill.Checkpoint.Owner;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.OnlineForm;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionSettings.Scope;
import io.kmigrate.execution.Hooks.Moment;
import io.kmigrate.execution.OperationRunner.State;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.history.StepOutcome;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.message.RunMessages;
import io.kmigrate.message.StepMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step that commits several times. Its history row says before and after each part how far it came. Where
 * a part is a transaction, "in flight" is written inside it: it is to be read later only if something in the
 * part committed before its end, which is just when nobody knows what is done.
 */
final class MultiCommitStep {
    private final Step step;
    private final StepRunner.Tools tools;
    private final Dialect dialect;
    private final Session session;
    private final Recorder recorder;
    private final OperationRunner operations;
    private final StepFailures failures;
    private final OnlineRun online;
    private final Instant started;
    private final PartState states;

    /** @param limits of the statements of the step */
    MultiCommitStep(Step step, StepRunner.Tools tools, Limits limits) {
        this.step = step;
        this.tools = tools;
        this.dialect = tools.dialect();
        this.session = tools.session();
        this.recorder = tools.recorder();
        this.operations = tools.operations();
        this.failures = tools.failures();
        this.online = new OnlineRun(step, tools, limits);
        this.started = recorder.now();
        this.states = new PartState(step, tools, started);
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
        tools.guards().begin(unfinished == null ? Map.of() : unfinished.decisions());
        int done = 0;
        if (unfinished == null) {
            began = begin();
        } else {
            began = unfinished;
            UnfinishedRevisionException.refuseEdited(step, unfinished, failures.secrets());
            done = settled(unfinished, decision);
        }
        for (CommitGroup segment : segments) {
            CommitGroup rest = segment.from(done);
            if (!rest.operations().isEmpty()) {
                runPart(began, rest);
            }
        }
        int all = step.operations().size();
        tools.keeper().putBackOutside();
        Transaction.run(session, () -> {
            tools.backfills().forgetBackground(step);
            recorder.finished(began, step, started);
            tools.runHook(Moment.AFTER, step, () -> afterHook(began, all));
        });
    }

    private String afterHook(UnfinishedStep began, int all) {
        return tools.failureState()
                .ask(asked -> recorder.unfinished(asked, began).isPresent()
                        ? StepMessages.allDoneButHook(all)
                        : StepMessages.committedBeforeLoss())
                .orElse(StepMessages.stateUnknown());
    }

    private UnfinishedStep begin() throws SQLException {
        UnfinishedStep[] began = new UnfinishedStep[1];
        Transaction.run(session, () -> {
            began[0] = recorder.begin(step, started);
            tools.backfills().cancelBackground(step);
            tools.runHook(Moment.BEFORE, step, StepMessages::nothingDone);
        });
        return began[0];
    }

    /** How many operations are done once that in flight is settled. */
    private int settled(UnfinishedStep began, InFlightDecision decision) throws SQLException {
        int done = began.operationsDone();
        InFlightOperation inFlight = new InFlightOperation(step, began, tools.askedOver(tools.connection()));
        if (!inFlight.isThere()) {
            if (decision == InFlightDecision.SKIP) {
                throw RunMessages.nothingInFlight(step.revision().label(), done).exception();
            }
            return done;
        }
        ScriptOperation located = inFlight.located();
        if (inFlight.isLeftOut()) {
            Transaction.run(session, () -> record(began, done + 1, StepOutcome.RUNNING));
            return done + 1;
        }
        OnlineForm form = online.form(located);
        if (decision != InFlightDecision.SKIP && online.isBegun(form)) {
            online.run(located, done + 1, form, state(began, new CommitGroup(done, List.of(located), false)));
            Transaction.run(session, () -> record(began, done + 1, StepOutcome.RUNNING));
            return done + 1;
        }
        Optional<List<Operation>> remaining = remainingOnceFree(began, inFlight);
        if (remaining.isEmpty()) {
            if (decision == InFlightDecision.ASK && !inFlight.isKnown()) {
                throw new OperationInFlightException(step, done + 1);
            }
            if (decision != InFlightDecision.SKIP) {
                return done;
            }
        } else if (remaining.get().equals(List.of(located.operation()))) {
            return done;
        } else {
            for (Operation operation : remaining.get()) {
                runRemaining(located.replacedBy(operation), done + 1);
            }
        }
        Transaction.run(session, () -> record(began, done + 1, StepOutcome.RUNNING));
        return done + 1;
    }

    /** The session of a run that was killed may still be at its statement. */
    private Optional<List<Operation>> remainingOnceFree(UnfinishedStep began, InFlightOperation inFlight)
            throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return inFlight.remaining();
            } catch (DatabaseException busy) {
                if (!tools.retries().isToBeRetried(step, attempt, busy, () -> true)) {
                    int done = began.operationsDone();
                    CommitGroup part = new CommitGroup(done, List.of(inFlight.located()), false);
                    throw operations.failed(step, inFlight.located(), done + 1, state(began, part), busy);
                }
            }
        }
    }

    private void runRemaining(ScriptOperation operation, int number) throws SQLException {
        boolean inTransaction = !dialect.refusesTransaction(operation.operation());
        CommitGroup segment = new CommitGroup(number - 1, List.of(operation), inTransaction);
        if (inTransaction) {
            Transaction.run(
                    session,
                    segment.plainOperations(),
                    () -> operations.run(step, segment, State.of(StepMessages.stoppedBefore(number - 1))),
                    failed -> failures.commit(step, LeftBehind.of(StepMessages.stoppedBefore(number - 1)), failed));
        } else {
            operations.run(step, segment, State.of(StepMessages.stoppedBefore(number - 1)));
        }
    }

    /** What is there already has the plain statements tell so. */
    private void runInParts(UnfinishedStep began, CommitGroup segment) throws SQLException {
        ScriptOperation located = segment.operations().get(0);
        operations.decide(step, segment, state(began, segment));
        OnlineForm form = online.form(located);
        if (tools.guards().isLeftOut(segment.first())
                || !form.isInParts()
                || form.partsDone(operations.catalog()) > 0) {
            boolean inTransaction = !dialect.refusesTransaction(located.operation());
            runPart(began, new CommitGroup(segment.first(), segment.operations(), inTransaction));
            return;
        }
        refuseForeignIndex(began, segment);
        recordOutside(began, segment.first(), StepOutcome.IN_FLIGHT);
        try {
            online.run(located, segment.first() + 1, form, state(began, segment));
        } catch (RuntimeException failed) {
            if (!online.isBegunOrUnknown(form)) {
                noteNotBegun(began, segment, failed);
            }
            throw failed;
        }
        recordOutside(began, segment.end(), StepOutcome.RUNNING);
    }

    /** Again where the database undid all of a part because of others, as a cluster does that finds out at the commit. */
    private void runPart(UnfinishedStep began, CommitGroup segment) throws SQLException {
        Optional<Backfill> backfill = segment.backfill();
        if (backfill.isPresent()) {
            runBackfill(began, segment, backfill.get());
            return;
        }
        if (segment.inParts()) {
            runInParts(began, segment);
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                runOnce(began, segment);
                return;
            } catch (SQLException | MigrationException failed) {
                boolean isPossible = segment.inTransaction();
                if (!isPossible || !tools.retries().isToBeRetried(step, attempt, failed, () -> isUndone(began))) {
                    throw failed;
                }
            }
        }
    }

    /** Later, nobody could tell it from one of ours. */
    private void refuseForeignIndex(UnfinishedStep began, CommitGroup segment) {
        ScriptOperation located = segment.operations().get(0);
        if (tools.guards().isLeftOut(segment.first())) {
            return;
        }
        try {
            ForeignIndex.refuse(located.operation(), operations.catalog(), segment.inParts());
        } catch (MigrationException foreign) {
            noteNotBegun(began, segment, foreign);
            throw operations.failed(step, located, segment.first() + 1, state(began, segment), foreign);
        }
    }

    private boolean isUndone(UnfinishedStep began) {
        return tools.failureState()
                .ask(asked -> recorder.inFlight(asked, began).isEmpty())
                .orElse(false);
    }

    private void runOnce(UnfinishedStep began, CommitGroup segment) throws SQLException {
        operations.decide(step, segment, state(began, segment));
        boolean isBegun = !isDoneBefore(segment);
        try {
            if (segment.inTransaction()) {
                Transaction.run(
                        session,
                        segment.plainOperations(),
                        () -> {
                            if (isBegun) {
                                recordInside(began, segment.first(), StepOutcome.IN_FLIGHT);
                            }
                            operations.run(step, segment, state(began, segment));
                            recordInside(began, segment.end(), StepOutcome.RUNNING);
                        },
                        failed -> failures.commit(step, state(began, segment).after(segment.end() + 1, false), failed));
            } else {
                refuseForeignIndex(began, segment);
                if (isBegun) {
                    recordOutside(began, segment.first(), StepOutcome.IN_FLIGHT);
                }
                operations.run(step, segment, state(began, segment));
                recordOutside(began, segment.end(), StepOutcome.RUNNING);
            }
        } catch (RuntimeException failed) {
            if (!states.isUndone(segment) && isKnownNotBegun(segment)) {
                noteNotBegun(began, segment, failed);
            }
            throw failed;
        }
    }

    /**
     * Recorded as begun, it would be taken for done by a run that comes after a kill. Where all of a part is undone, its
     * record is undone with it.
     */
    private boolean isDoneBefore(CommitGroup segment) {
        if (states.isUndone(segment) || tools.guards().isLeftOut(segment.first())) {
            return false;
        }
        try {
            return operations
                    .remainder()
                    .isDoneBefore(segment.operations().get(0).operation());
        } catch (MigrationException unanswered) {
            return false;
        }
    }

    /** Its checkpoint is there from the moment that the history says it began: without one it is not known how far it came. */
    private void runBackfill(UnfinishedStep began, CommitGroup segment, Backfill backfill) throws SQLException {
        Owner owner = BackfillSteps.owner(began, step, segment.end(), backfill);
        tools.keeper()
                .aside(
                        Scope.SESSION,
                        () -> Transaction.run(session, () -> {
                            record(began, segment.first(), StepOutcome.IN_FLIGHT);
                            if (step.direction() == Direction.DOWN) {
                                Owner up = tools.backfills().done(step, backfill);
                                tools.backfills().openUndo(owner, up, backfill);
                            } else {
                                tools.backfills().open(owner, backfill);
                            }
                        }));
        try {
            operations.runBackfill(
                    step,
                    segment.end(),
                    segment.operations().get(0),
                    () -> tools.backfills().runner(operations, owner, backfill));
        } catch (RuntimeException failed) {
            noteNotBegun(began, segment, owner, failed);
            throw failed;
        }
        recordOutside(began, segment.end(), StepOutcome.RUNNING);
    }

    private void noteNotBegun(UnfinishedStep began, CommitGroup segment, Owner owner, RuntimeException failed) {
        try {
            tools.keeper()
                    .aside(
                            Scope.SESSION,
                            () -> Transaction.run(session, () -> {
                                if (tools.backfills().forgetIfNotBegun(owner)) {
                                    record(began, segment.first(), StepOutcome.RUNNING);
                                }
                            }));
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    /**
     * A statement that the database refused has done nothing: its operation may be edited. The catalog must agree where
     * it can tell, because an index that is made beside the work of others stays in part.
     */
    private boolean isKnownNotBegun(CommitGroup segment) {
        Operation operation = segment.operations().get(0).operation();
        if (operation.code().isPresent() || operations.statementsDone() > 0) {
            return false;
        }
        return operation.isOpaque() || !isPartlyThere(operation);
    }

    /** What is there as a whole was there before. */
    private boolean isPartlyThere(Operation operation) {
        try {
            return operations
                    .remainder()
                    .of(operation)
                    .filter(rest -> !rest.isEmpty() && !rest.equals(List.of(operation)))
                    .isPresent();
        } catch (RuntimeException unanswered) {
            return true;
        }
    }

    private void noteNotBegun(UnfinishedStep began, CommitGroup segment, RuntimeException failed) {
        try {
            Transaction.run(session, () -> record(began, segment.first(), StepOutcome.RUNNING));
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private void recordInside(UnfinishedStep began, int done, StepOutcome outcome) throws SQLException {
        tools.keeper().aside(Scope.TRANSACTION, () -> record(began, done, outcome));
    }

    /** The session may have been led to where no transaction can write. */
    private void recordOutside(UnfinishedStep began, int done, StepOutcome outcome) throws SQLException {
        tools.keeper().aside(Scope.SESSION, () -> Transaction.run(session, () -> record(began, done, outcome)));
    }

    private void record(UnfinishedStep began, int done, StepOutcome outcome) throws SQLException {
        recorder.progressed(began, step, started, done, outcome);
    }

    private State state(UnfinishedStep began, CommitGroup segment) {
        return states.of(began, segment);
    }
}
