package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.execution.ExecutionEvent;
import io.kmigrate.execution.ExecutionEvent.LockAwaited;
import io.kmigrate.execution.ExecutionEvent.StepFinished;
import io.kmigrate.execution.ExecutionListener;
import io.kmigrate.execution.Executor;
import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.InFlightDecision;
import io.kmigrate.execution.Resumption;
import io.kmigrate.execution.RunLimits;
import io.kmigrate.execution.Sessions;
import io.kmigrate.execution.Stamper;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.History;
import io.kmigrate.history.HistoryLog;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.StartupState;
import io.kmigrate.history.VersionTable;
import io.kmigrate.lock.LockWait;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.message.UnsupportedRunMessages;
import io.kmigrate.plan.Status;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apiguardian.api.API;

/** One connection to the database of a command, with what is known about it. Not thread-safe. */
@API(status = INTERNAL, since = "0.1")
public final class OpenDatabase implements AutoCloseable {
    private final RunSettings settings;
    private final MigrationConnection connection;
    private final Sessions sessions;
    private final VersionTable versionTable;
    private final HistoryTable historyTable;
    private final RunLimits limits;
    private final DataSource lockSource;
    private final FinishedSteps finished;

    OpenDatabase(
            RunSettings settings,
            MigrationConnection connection,
            Sessions sessions,
            VersionTable versionTable,
            HistoryTable historyTable,
            RunLimits limits,
            DataSource lockSource) {
        this.settings = settings;
        this.connection = connection;
        this.sessions = sessions;
        this.versionTable = versionTable;
        this.historyTable = historyTable;
        this.limits = limits;
        this.lockSource = lockSource;
        this.finished = new FinishedSteps(settings.listener());
    }

    public Dialect dialect() {
        return sessions.dialect();
    }

    public Connection jdbc() {
        return connection.jdbc();
    }

    /** The version rows. */
    public History history() throws SQLException {
        return History.of(versionTable.read(jdbc()));
    }

    /** The tables that are Kmigrate's, and none of the application's. */
    public Set<TableName> ownTables() {
        TableName version = settings.versionTable();
        TableName history = settings.historyTable();
        // A catalog names tables of the connection's own schema without it.
        return Set.copyOf(List.of(version, history, TableName.of(version.name()), TableName.of(history.name())));
    }

    /** The tables of the application's. */
    List<TableName> otherTables() throws SQLException {
        return dialect().introspector().introspect(jdbc()).tables().stream()
                .map(Table::name)
                .filter(name -> !ownTables().contains(name))
                .toList();
    }

    /** Fails inside a transaction of the application's: for what begins and ends transactions itself. */
    public void refuseEnclosedComparison() {
        if (sessions.isEnclosed()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedRunMessages.enclosedComparison(dialect().name()));
        }
    }

    /**
     * Waits for the lock, and holds it until the result is closed. Behind a pool each transaction takes the
     * lock by itself, so nothing is held here.
     */
    HeldLock lock() {
        if (sessions.isPooled()) {
            return () -> {};
        }
        MigrationLock lock = migrationLock();
        try {
            LockWait.acquire(
                    lock,
                    jdbc(),
                    settings.lockTimeout(),
                    holder -> settings.listener().on(new LockAwaited(holder)));
            return held(lock);
        } catch (RuntimeException notWon) {
            lock.close();
            throw notWon;
        }
    }

    /** On the caller's own connection a question would wait for the statement that runs. */
    private HeldLock held(MigrationLock lock) {
        if (settings.connection() != null) {
            return lock::close;
        }
        LockHeartbeat heartbeat = LockHeartbeat.start(lock, jdbc(), settings.warnings());
        return () -> {
            heartbeat.close();
            lock.close();
        };
    }

    /** Held until it is closed. */
    interface HeldLock extends AutoCloseable {
        @Override
        void close();
    }

    private MigrationLock migrationLock() {
        String table = settings.versionTable().toString();
        if (sessions.isEnclosed()) {
            return dialect().locking().enclosedLock(lockSource, table);
        }
        if (settings.connection() != null && !dialect().locking().locksOnSameConnection()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedRunMessages.lockOnSingleConnection(dialect().name()));
        }
        return dialect().locking().lock(lockSource, table);
    }

    /** Whether a revision has to be one transaction. */
    boolean commitsOnce() {
        return sessions.isPooled() || sessions.isEnclosed();
    }

    boolean isPooled() {
        return sessions.isPooled();
    }

    AppliedState state() throws SQLException {
        return new AppliedState(history(), historyTable.records(jdbc()));
    }

    /** The state, compared with scripts that know all its rows. */
    public Status status(RevisionGraph graph) throws SQLException {
        AppliedState state = state();
        return new Status(graph, state.history(), state.unfinishedRevisions(graph), state.late(graph));
    }

    /** What one statement tells of a database that has all revisions; empty where it does not tell enough. */
    Optional<StartupState> startupState() {
        // Its query fails where a table is missing, which would end a transaction of the application's.
        return sessions.isEnclosed()
                ? Optional.empty()
                : StartupState.at(jdbc(), dialect(), versionTable.name(), historyTable.name());
    }

    Stamper stamper() {
        return new Stamper(sessions, connection, versionTable, historyTable, Clock.systemUTC(), limits.secrets());
    }

    Executor executor(Hooks hooks) {
        return new Executor(
                sessions, connection, versionTable, historyTable, finished, Clock.systemUTC(), limits, hooks);
    }

    Resumption resumption(InFlightDecision decision) throws SQLException {
        return new Resumption(state().records().unfinished(), decision);
    }

    HistoryLog log() {
        return new HistoryLog(historyTable.name(), dialect());
    }

    /** Who applied revisions that no script has, a line each, as far as the history tells. */
    List<String> appliedBy(List<String> revisions) throws SQLException {
        return log().newest(jdbc(), 0).stream()
                .filter(entry -> revisions.contains(entry.revision())
                        && entry.direction().equals("up"))
                .map(entry -> TargetMessages.appliedBy(
                        entry.revision(),
                        entry.message(),
                        entry.author().user(),
                        entry.author().host(),
                        entry.author().toolVersion()))
                .distinct()
                .toList();
    }

    /** What ran since the database was opened, and the rows it left. */
    RunResult result(List<String> rows) {
        return new RunResult(finished.steps, rows);
    }

    /** The same, with the rows that are in the table now. */
    RunResult result() throws SQLException {
        return result(history().rows());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Collects the steps that ran. */
    private static final class FinishedSteps implements ExecutionListener {
        private final ExecutionListener next;
        private final List<StepFinished> steps = new ArrayList<>();

        FinishedSteps(ExecutionListener next) {
            this.next = next;
        }

        @Override
        public void on(ExecutionEvent event) {
            if (event instanceof StepFinished step) {
                steps.add(step);
            }
            next.on(event);
        }
    }
}
