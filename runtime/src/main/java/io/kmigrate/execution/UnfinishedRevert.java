package io.kmigrate.execution;

import io.kmigrate.backfill.Checkpoint.Owner;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.OnlineForm;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionSettings.Scope;
import io.kmigrate.execution.OperationRunner.State;
import io.kmigrate.history.StepOutcome;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.message.StepMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes back what an upgrade did that was never finished, the last operation first. It counts down in the
 * row in which the upgrade counted up, so it can be interrupted and gone on with, either way.
 */
final class UnfinishedRevert {
    private final Step step;
    private final UnfinishedStep unfinished;
    private final Dialect dialect;
    private final Session session;
    private final Recorder recorder;
    private final FailureState failureState;
    private final SessionKeeper keeper;
    private final OperationRunner operations;
    private final BackfillSteps backfills;
    private final StepFailures failures;
    private final OnlineRun online;
    private final Instant started;

    /** @param limits of the statements */
    UnfinishedRevert(Step step, UnfinishedStep unfinished, StepRunner.Tools tools, Limits limits) {
        this.step = step;
        this.unfinished = unfinished;
        this.dialect = tools.dialect();
        this.session = tools.session();
        this.recorder = tools.recorder();
        this.failureState = tools.failureState();
        this.keeper = tools.keeper();
        this.operations = tools.operations();
        this.failures = tools.failures();
        this.online = new OnlineRun(step, tools, limits);
        this.backfills = tools.backfills();
        this.started = recorder.now();
    }

    /** How many operations there are to undo: that in flight counts where the catalog shows anything of it. */
    int begun() throws SQLException {
        int done = unfinished.operationsDone();
        if (!unfinished.isInFlight()) {
            return done;
        }
        ScriptOperation located = step.operations().get(done);
        Operation operation = located.operation();
        Optional<Backfill> backfill = operation.inBatches().filter(found -> !found.background());
        if (backfill.isPresent()) {
            return begunBackfill(done, backfill.get());
        }
        OnlineForm form = online.form(located);
        online.abandon(form);
        if (form.partsDone(operations.catalog()) > 0) {
            return done + 1;
        }
        Optional<List<Operation>> remaining = operations.remainder().of(operation);
        if (remaining.isEmpty() && form.isInParts()) {
            return done;
        }
        if (remaining.isEmpty()) {
            throw new OperationInFlightException(step, done + 1);
        }
        return remaining.get().equals(List.of(operation)) ? done : done + 1;
    }

    /** Its checkpoint tells which rows are done. */
    private int begunBackfill(int done, Backfill backfill) throws SQLException {
        boolean isKnown = backfills.hasCheckpoint(undoing(done + 1, backfill))
                || backfills.hasCheckpoint(upgrading(done + 1, backfill));
        if (!isKnown) {
            throw new OperationInFlightException(step, done + 1);
        }
        return done + 1;
    }

    private Owner upgrading(int number, Backfill backfill) {
        return BackfillSteps.owner(unfinished, step, number, backfill);
    }

    private Owner undoing(int number, Backfill backfill) {
        Owner up = upgrading(number, backfill);
        return new Owner(up.step(), up.operation(), up.revision(), "undo", up.name());
    }

    /**
     * Runs the inverses.
     *
     * @param inverses by operation, in the order of the upgrade; empty where nothing need be undone
     */
    void run(List<Optional<ScriptOperation>> inverses) throws SQLException {
        for (int place = inverses.size() - 1; place >= 0; place--) {
            Optional<ScriptOperation> inverse = inverses.get(place);
            if (inverse.isPresent()) {
                undo(place, inverse.get());
            }
        }
        Transaction.run(session, () -> {
            backfills.forget(step.revision().id());
            record(0, StepOutcome.REVERTED);
        });
    }

    private void undo(int place, ScriptOperation inverse) throws SQLException {
        Optional<Backfill> backfill = inverse.operation().inBatches();
        if (backfill.isPresent()) {
            undo(place, inverse, backfill.get());
            return;
        }
        CommitGroup segment =
                new CommitGroup(place, List.of(inverse), !dialect.refusesTransaction(inverse.operation()));
        State state = (operation, wasMoved) -> stillDone(place + 1);
        if (segment.inTransaction()) {
            Transaction.run(
                    session,
                    segment.plainOperations(),
                    () -> {
                        record(place, StepOutcome.IN_FLIGHT);
                        operations.run(step, segment, state);
                        record(place, StepOutcome.RUNNING);
                    },
                    failed -> failures.commit(step, stillDone(place + 1), failed));
        } else {
            Transaction.run(session, () -> record(place, StepOutcome.IN_FLIGHT));
            operations.run(step, segment, state);
            Transaction.run(session, () -> record(place, StepOutcome.RUNNING));
        }
    }

    /** As much of it as was done. */
    private void undo(int place, ScriptOperation inverse, Backfill backfill) throws SQLException {
        Owner owner = undoing(place + 1, backfill);
        Transaction.run(session, () -> {
            record(place, StepOutcome.IN_FLIGHT);
            backfills.openUndo(owner, upgrading(place + 1, backfill), backfill);
        });
        operations.runBackfill(step, place + 1, inverse, () -> backfills.runner(operations, owner, backfill));
        Transaction.run(session, () -> record(place, StepOutcome.RUNNING));
    }

    private LeftBehind stillDone(int before) {
        return failureState
                .ask(asked -> recorder.unfinished(asked, unfinished)
                        .map(row -> row.isInFlight() ? before : row.operationsDone())
                        .orElse(0))
                .map(StepMessages::stillDone)
                .map(LeftBehind::of)
                .orElse(LeftBehind.of(StepMessages.stateUnknown()));
    }

    private void record(int done, StepOutcome outcome) throws SQLException {
        keeper.aside(Scope.TRANSACTION, () -> recorder.progressed(unfinished, step, started, done, outcome));
    }
}
