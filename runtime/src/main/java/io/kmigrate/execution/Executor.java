package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.backfill.BackfillTables;
import io.kmigrate.backfill.BackfillTools.Helper;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.execution.ExecutionEvent.RunFinished;
import io.kmigrate.execution.ExecutionEvent.RunStarted;
import io.kmigrate.execution.ExecutionEvent.StepFinished;
import io.kmigrate.execution.ExecutionEvent.StepStarted;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.history.VersionTable;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apiguardian.api.API;

/**
 * Runs a plan on one connection. The caller holds the lock and has read the state under it. Not
 * thread-safe.
 */
@API(status = INTERNAL, since = "0.1")
public final class Executor {
    private final Sessions sessions;
    private final Dialect dialect;
    private final MigrationConnection connection;
    private final VersionTable versionTable;
    private final HistoryTable historyTable;
    private final BackfillTables backfillTables;
    private final ExecutionListener listener;
    private final HeldEvents events;
    private final Clock clock;
    private final RunLimits limits;
    private final Hooks hooks;
    private final Guards guards = new Guards();
    private final StepFailures failures;

    public Executor(
            Sessions sessions,
            MigrationConnection connection,
            VersionTable versionTable,
            HistoryTable historyTable,
            BackfillTables backfillTables,
            ExecutionListener listener,
            Clock clock,
            RunLimits limits,
            Hooks hooks) {
        this.sessions = sessions;
        this.dialect = sessions.dialect();
        this.connection = connection;
        this.versionTable = versionTable;
        this.historyTable = historyTable;
        this.backfillTables = backfillTables;
        this.events = new HeldEvents(listener);
        this.listener = listener;
        this.clock = clock;
        this.limits = limits;
        this.hooks = hooks;
        this.failures = new StepFailures(dialect.sessions(), limits.secrets());
    }

    /**
     * Runs all steps, or stops at the first that fails, having undone that one.
     *
     * @throws OperationFailedException when an operation fails
     * @throws StepFailedException when the database refuses to keep a step, or a hook fails
     * @throws SQLException when the connection itself fails
     */
    public void run(Plan plan, TransactionMode mode) throws SQLException {
        run(plan, mode, Resumption.NONE);
    }

    /** The same, going on with what an earlier run left. */
    public void run(Plan plan, TransactionMode wanted, Resumption resumption) throws SQLException {
        PlanCheck.refuseUnfit(plan, sessions, resumption);
        background().refusePending(plan);
        background().refuseUnfit(plan);
        TransactionMode mode = sessions.isEnclosed() ? TransactionMode.RUN : wanted;
        boolean isOneTransaction = mode == TransactionMode.RUN || sessions.isPooled();
        OnlineCheck.refuse(plan, limits.online(), chooser(isOneTransaction));
        Instant started = clock.instant();
        events.on(new RunStarted(plan, mode == TransactionMode.RUN));
        if (mode == TransactionMode.RUN) {
            PlanCheck.refuseParted(plan, dialect, resumption);
        }
        inSession((session, operations) -> {
            ensureTables(session, plan);
            StepRunner runner = new StepRunner(
                    tools(session, operations, keeper(mode == TransactionMode.RUN), isOneTransaction, false),
                    limits,
                    resumption);
            FailureRecord note = new FailureRecord(session, recorder(), limits);
            try {
                if (mode == TransactionMode.RUN) {
                    runTogether(plan, session, runner);
                } else if (concernsObjects(plan)) {
                    runAmongObjects(
                            plan, session, () -> runOneByOne(plan, runner, shared(plan, session, runner, resumption)));
                } else {
                    runOneByOne(plan, runner, shared(plan, session, runner, resumption));
                }
            } catch (StepFailedException failed) {
                Step step = step(plan, failed);
                if (mode == TransactionMode.RUN || runner.isUndoable()) {
                    note.write(step, failed, started);
                }
                throw failed;
            }
        });
        events.on(new RunFinished(Duration.between(started, clock.instant())));
    }

    private SharedCommits shared(Plan plan, Session session, StepRunner runner, Resumption resumption) {
        return new SharedCommits(plan, resumption, hooks, dialect, session, connection.jdbc(), runner, events);
    }

    /** Objects that follow their text go out of the way of the revisions, and come after them. */
    private void runAmongObjects(Plan plan, Session session, Transaction.Work revisions) throws SQLException {
        RepeatableRun objects = objects(plan, session, false);
        try {
            objects.before();
            revisions.run();
        } catch (SQLException | RuntimeException failed) {
            objects.putBack(failed);
            throw failed;
        }
        objects.after();
    }

    private RepeatableRun objects(Plan plan, Session session, boolean isTogether) {
        return new RepeatableRun(
                plan.repeatables(),
                new RepeatableRun.Tools(
                        dialect,
                        connection.jdbc(),
                        session,
                        new RepeatableRecorder(connection.jdbc(), historyTable, clock),
                        versionTable,
                        events,
                        limits.secrets(),
                        isTogether));
    }

    /** All of it in the transaction that is open. */
    private List<StepFinished> runInside(Plan plan, RepeatableRun objects, StepRunner runner) throws SQLException {
        if (!concernsObjects(plan)) {
            return runSteps(plan, runner::runInside);
        }
        objects.before();
        List<StepFinished> finished = runSteps(plan, runner::runInside);
        objects.after();
        return finished;
    }

    /** Revisions can drop those that are there, without saying so. */
    private static boolean concernsObjects(Plan plan) {
        return !plan.repeatables().isSettled() || !plan.repeatables().present().isEmpty();
    }

    private static Step step(Plan plan, StepFailedException failed) {
        return plan.steps().stream()
                .filter(step -> step.revision().id().equals(failed.revision()))
                .findFirst()
                .orElseThrow();
    }

    private OnlineChoices.Chooser chooser(boolean isOneTransaction) {
        return OnlineChoices.chooser(dialect, connection.jdbc(), limits.online(), isOneTransaction, false);
    }

    /**
     * Runs all steps in one transaction, makes the checks of its commit, and rolls it back.
     *
     * @param mode of the run that it tries
     * @throws DryRunException when something in the plan could not be rolled back
     */
    public void dryRun(Plan plan, TransactionMode mode, Resumption resumption) throws SQLException {
        PlanCheck.refuseDryRun(plan, dialect, resumption);
        OnlineChoices.Chooser chooser =
                chooser(mode == TransactionMode.RUN || sessions.isPooled() || sessions.isEnclosed());
        OnlineCheck.refuse(plan, limits.online(), chooser);
        OnlineCheck.refuseTrial(plan, chooser);
        Instant started = clock.instant();
        events.on(new RunStarted(plan, true));
        inSession((session, operations) -> {
            StepRunner runner =
                    new StepRunner(tools(session, operations, keeper(true), true, true), limits, Resumption.NONE);
            session.begin(plan.operations());
            try {
                versionTable.ensure(connection.jdbc());
                historyTable.ensure(connection.jdbc());
                backfillTables.ensure(connection.jdbc(), plan.operations());
                List<StepFinished> finished = runInside(plan, objects(plan, session, true), runner);
                try {
                    session.verify();
                } catch (SQLException failed) {
                    throw commitFailed(plan, runner, failed);
                }
                finished.forEach(events::on);
            } finally {
                session.rollback();
            }
        });
        events.on(new RunFinished(Duration.between(started, clock.instant())));
    }

    /**
     * Takes back what an upgrade did that was never finished.
     *
     * @param step the upgrade
     * @param inverses those of its first operations, given their number
     */
    public void undo(Step step, UnfinishedStep unfinished, IntFunction<List<Optional<ScriptOperation>>> inverses)
            throws SQLException {
        PlanCheck.refuseRevert(step, sessions);
        UnfinishedRevisionException.refuseEdited(step, unfinished, limits.secrets());
        Instant started = clock.instant();
        inSession((session, operations) -> {
            Limits own = step.options().limits().over(limits.statements());
            operations.limit(own);
            guards.begin(unfinished.decisions());
            SessionKeeper keeper = keeper(false);
            keeper.remember();
            UnfinishedRevert undoing =
                    new UnfinishedRevert(step, unfinished, tools(session, operations, keeper, false, false), own);
            List<Optional<ScriptOperation>> undone = inverses.apply(undoing.begun());
            Step shown = step.undoneBy(undone.stream().flatMap(Optional::stream).toList());
            ensureBackfillTables(session, OperationBatches.plain(shown.operations()));
            events.on(new StepStarted(shown, 1));
            undoing.run(undone);
            keeper.putBackAfter();
            events.on(new StepFinished(shown, Duration.between(started, clock.instant())));
        });
    }

    private interface Work {
        void run(Session session, OperationRunner operations) throws SQLException;
    }

    private void inSession(Work work) throws SQLException {
        try (BlockWatch watch = new BlockWatch(dialect, watched(), limits.observers(), listener);
                Session session = sessions.open(connection.jdbc())) {
            OperationRunner operations = new OperationRunner(
                    dialect, connection, session, watch, events, failures, background(), guards, limits.online());
            operations.limit(limits.statements());
            try {
                work.run(session, operations);
            } finally {
                operations.endLimits();
            }
        }
    }

    /** Behind a pool nobody can be told that waits. */
    private String watched() throws SQLException {
        return sessions.isPooled() ? "" : dialect.sessions().sessionId(connection.jdbc());
    }

    private StepRunner.Tools tools(
            Session session,
            OperationRunner operations,
            SessionKeeper keeper,
            boolean isOneTransaction,
            boolean isDryRun) {
        HookRunner.OfRun hooked =
                new HookRunner.OfRun(new HookRunner(hooks, dialect, connection, failures), events, isDryRun);
        return new StepRunner.Tools(
                dialect,
                session,
                recorder(),
                failureState(session, keeper),
                keeper,
                operations,
                events,
                hooked,
                failures,
                backfills(session, keeper),
                new LockRetries(limits, dialect.sessions(), events),
                guards,
                step -> chooser(isOneTransaction).choose(step, new TableOrigins()));
    }

    private BackfillSteps backfills(Session session, SessionKeeper keeper) {
        return new BackfillSteps(
                dialect, connection, session, keeper, backfillTables, events, limits.secrets()::hidden, this::helper);
    }

    private Optional<Helper> helper() throws SQLException {
        return new BackfillHelpers(sessions, limits).open();
    }

    private BackgroundBackfills background() {
        return new BackgroundBackfills(dialect, connection, backfillTables.checkpoints());
    }

    private SessionKeeper keeper(boolean isTogether) {
        boolean isOurs = !isTogether && !sessions.isPooled() && !sessions.isEnclosed();
        return new SessionKeeper(dialect.sessions().settings(), connection.jdbc(), isOurs);
    }

    private FailureState failureState(Session session, SessionKeeper keeper) {
        return new FailureState(session, keeper, recorder(), connection.jdbc(), limits.observers());
    }

    private Recorder recorder() {
        return new Recorder(connection.jdbc(), versionTable, historyTable, clock, guards);
    }

    private void ensureTables(Session session, Plan plan) throws SQLException {
        new OwnTables(versionTable, historyTable, connection.jdbc()).ensure(session, sessions);
        ensureBackfillTables(session, plan.operations());
    }

    private void ensureBackfillTables(Session session, List<Operation> operations) throws SQLException {
        Connection jdbc = connection.jdbc();
        if (backfillTables.areMissing(jdbc, operations)) {
            Transaction.run(session, () -> backfillTables.ensure(jdbc, operations));
        }
    }

    private void runOneByOne(Plan plan, StepRunner runner, SharedCommits shared) throws SQLException {
        int done = 0;
        while (done < plan.steps().size()) {
            int together = shared.run(done);
            if (together == 0) {
                events.on(run(plan.steps().get(done), ++done, runner::run));
            }
            done += together;
        }
    }

    private interface StepWork {
        void run(Step step) throws SQLException;
    }

    private StepFinished run(Step step, int number, StepWork work) throws SQLException {
        Instant started = clock.instant();
        events.on(new StepStarted(step, number));
        work.run(step);
        return new StepFinished(step, Duration.between(started, clock.instant()));
    }

    /** What there is to say of the steps once all are kept. */
    private List<StepFinished> runSteps(Plan plan, StepWork work) throws SQLException {
        List<StepFinished> finished = new ArrayList<>();
        for (Step step : plan.steps()) {
            finished.add(run(step, finished.size() + 1, work));
        }
        return finished;
    }

    private void runTogether(Plan plan, Session session, StepRunner runner) throws SQLException {
        List<StepFinished> finished = new ArrayList<>();
        RepeatableRun objects = objects(plan, session, true);
        try {
            Transaction.run(
                    session,
                    plan.operations(),
                    () -> finished.addAll(runInside(plan, objects, runner)),
                    failed -> commitFailed(plan, runner, failed));
        } catch (MigrationException failed) {
            objects.noteRefused(failed);
            throw failed;
        }
        finished.forEach(events::on);
    }

    private RuntimeException commitFailed(Plan plan, StepRunner runner, SQLException failed) {
        return plan.steps().isEmpty()
                ? DatabaseException.ofCommand("apply the repeatable objects", failed)
                : failures.commit(last(plan), runner.stateAfterCommit(last(plan)), failed);
    }

    private static Step last(Plan plan) {
        return plan.steps().get(plan.steps().size() - 1);
    }
}
