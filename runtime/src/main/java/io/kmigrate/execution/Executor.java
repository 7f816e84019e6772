package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.execution.ExecutionEvent.RunFinished;
import io.kmigrate.execution.ExecutionEvent.RunStarted;
import io.kmigrate.execution.ExecutionEvent.StepFinished;
import io.kmigrate.execution.ExecutionEvent.StepStarted;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.history.VersionTable;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Runs a plan on one connection. The caller holds the lock and has read the state under it. Not
 * thread-safe.
 */
public final class Executor {
    private final Dialect dialect;
    private final MigrationConnection connection;
    private final VersionTable versionTable;
    private final HistoryTable historyTable;
    private final ExecutionListener listener;
    private final Clock clock;

    public Executor(
            Dialect dialect,
            MigrationConnection connection,
            VersionTable versionTable,
            HistoryTable historyTable,
            ExecutionListener listener,
            Clock clock) {
        this.dialect = dialect;
        this.connection = connection;
        this.versionTable = versionTable;
        this.historyTable = historyTable;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Runs all steps, or stops at the first that fails, having undone that one.
     *
     * @throws OperationFailedException when an operation fails
     * @throws CommitFailedException when the database refuses to keep a step
     * @throws SQLException when the connection itself fails
     */
    public void run(Plan plan, TransactionMode mode) throws SQLException {
        run(plan, mode, Resumption.NONE);
    }

    /** The same, going on with what an earlier run left. */
    public void run(Plan plan, TransactionMode mode, Resumption resumption) throws SQLException {
        Instant started = clock.instant();
        listener.on(new RunStarted(plan));
        try (Session session = dialect.session(connection.jdbc())) {
            ensureTables(session);
            StepRunner runner = new StepRunner(dialect, session, recorder(), operations(), resumption);
            if (mode == TransactionMode.RUN) {
                RunTransactionException.refuse(plan, dialect, resumption);
                runTogether(plan, session, runner);
            } else {
                runSteps(plan, runner::run);
            }
        }
        listener.on(new RunFinished(Duration.between(started, clock.instant())));
    }

    /**
     * Takes back what an upgrade did that was never finished.
     *
     * @param step the upgrade
     * @param inverses those of its first operations, given their number
     */
    public void undo(Step step, UnfinishedStep unfinished, IntFunction<List<Optional<ScriptOperation>>> inverses)
            throws SQLException {
        UnfinishedEditedException.refuse(step, unfinished);
        Instant started = clock.instant();
        try (Session session = dialect.session(connection.jdbc())) {
            Undoing undoing = new Undoing(step, unfinished, dialect, session, recorder(), operations());
            List<Optional<ScriptOperation>> undone = inverses.apply(undoing.begun());
            Step shown = step.undoneBy(undone.stream().flatMap(Optional::stream).toList());
            listener.on(new StepStarted(shown, 1));
            undoing.run(undone);
            listener.on(new StepFinished(shown, Duration.between(started, clock.instant())));
        }
    }

    private Recorder recorder() {
        return new Recorder(connection.jdbc(), versionTable, historyTable, clock);
    }

    private OperationRunner operations() {
        return new OperationRunner(dialect, connection, listener);
    }

    private void ensureTables(Session session) throws SQLException {
        Transaction.run(session, () -> {
            versionTable.ensure(connection.jdbc());
            historyTable.ensure(connection.jdbc());
        });
    }

    private interface StepWork {
        void run(Step step) throws SQLException;
    }

    private void runSteps(Plan plan, StepWork work) throws SQLException {
        int number = 0;
        for (Step step : plan.steps()) {
            Instant started = clock.instant();
            listener.on(new StepStarted(step, ++number));
            work.run(step);
            listener.on(new StepFinished(step, Duration.between(started, clock.instant())));
        }
    }

    private void runTogether(Plan plan, Session session, StepRunner runner) throws SQLException {
        Step last = plan.steps().get(plan.steps().size() - 1);
        String state = "rolled back: the database is as it was before this run";
        Transaction.run(
                session,
                plan.operations(),
                () -> runSteps(plan, step -> runner.runInside(step, state)),
                failed -> new CommitFailedException(last, state, failed));
    }
}
