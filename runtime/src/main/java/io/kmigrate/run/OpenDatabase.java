package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.backfill.BackfillTables;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.execution.Continuations;
import io.kmigrate.execution.ExecutionEvent;
import io.kmigrate.execution.ExecutionEvent.RepeatableFinished;
import io.kmigrate.execution.ExecutionEvent.StepFinished;
import io.kmigrate.execution.ExecutionEvent.TakenOver;
import io.kmigrate.execution.ExecutionListener;
import io.kmigrate.execution.Executor;
import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.InFlightDecision;
import io.kmigrate.execution.OnlineChoices;
import io.kmigrate.execution.Resumption;
import io.kmigrate.execution.RunLimits;
import io.kmigrate.execution.Sessions;
import io.kmigrate.execution.Stamper;
import io.kmigrate.execution.TransactionMode;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.AppliedRecords;
import io.kmigrate.history.History;
import io.kmigrate.history.HistoryLog;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.StartupState;
import io.kmigrate.history.StepOutcome;
import io.kmigrate.history.VersionTable;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.message.DatabaseMessages;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.message.UnsupportedRunMessages;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Status;
import io.kmigrate.revision.Deployment;
import io.kmigrate.schema.ObjectNames;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** One connection to the database of a command, with what is known about it. Not thread-safe. */
@API(status = INTERNAL, since = "0.1")
public final class OpenDatabase implements AutoCloseable {
    private final RunSettings settings;
    private final MigrationConnection connection;
    private final Sessions sessions;
    private final VersionTable versionTable;
    private final HistoryTable historyTable;
    private final RunLimits limits;
    private final DatabaseLocks locks;
    private final FinishedSteps finished;
    private final Runnable prepareAgain;

    OpenDatabase(
            RunSettings settings,
            MigrationConnection connection,
            Sessions sessions,
            VersionTable versionTable,
            HistoryTable historyTable,
            RunLimits limits,
            DataSource lockSource)
            throws SQLException {
        this.settings = settings;
        this.connection = connection;
        this.sessions = sessions;
        this.versionTable = versionTable;
        this.historyTable = historyTable;
        this.limits = limits;
        this.finished = new FinishedSteps(settings.listener());
        if (sessions.isPooled() && !dialect().sessions().supportsPools()) {
            throw SessionControl.noPool(dialect().name());
        }
        this.prepareAgain = dialect().sessions().withoutPreparedStatements(connection.jdbc());
        this.locks = new DatabaseLocks(settings, connection.jdbc(), sessions, lockSource, prepareAgain);
    }

    public Dialect dialect() {
        return sessions.dialect();
    }

    public Connection jdbc() {
        return connection.jdbc();
    }

    /** The version rows. */
    public History history() throws SQLException {
        History history = History.of(versionTable.read(jdbc()));
        refuseHidden(versionTable.name(), history.isEmpty());
        return history;
    }

    /** A new run would begin on a database that has it all. */
    private void refuseHidden(TableName table, boolean isEmpty) throws SQLException {
        if (isEmpty && dialect().introspector().mayHideRows(jdbc(), table)) {
            throw DatabaseMessages.hiddenRows(table.toString()).exception();
        }
    }

    /** The tables that are Kmigrate's or those of the tool before it, and none of the application's. */
    public Set<TableName> ownTables() {
        Predecessor before = settings.predecessor();
        List<TableName> others = before == null ? List.of() : before.tables(dialect());
        // A catalog names tables of the connection's own schema without it.
        return Stream.concat(settings.ownTables().stream(), others.stream())
                .flatMap(table -> Stream.of(table, TableName.of(table.name())))
                .collect(Collectors.toSet());
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
     * Waits for the lock, and holds it until the result is closed. That finds a pool of transactions, which may be in
     * between until then. Where one is declared, each transaction takes the lock by itself, so nothing is held here.
     */
    HeldLock lock() {
        return locks.take();
    }

    /** The same, and the lock of the tool whose table is read or written. */
    HeldLock lockWith(Predecessor before) {
        return locks.takeWith(before);
    }

    /** The lock of a session, to be tried; empty where another kind is used, which would leave a trace. */
    Optional<MigrationLock> sessionLock() {
        return locks.ofSession();
    }

    /** Held until it is closed. */
    interface HeldLock extends AutoCloseable {
        @Override
        void close();
    }

    /** Chooses as a run does. {@code explains}: also for tables that are small. */
    OnlineChoices.Chooser chooser(boolean explains) {
        return OnlineChoices.chooser(dialect(), jdbc(), settings.onlineSettings(), isOneTransaction(), explains);
    }

    /** Whether nothing of a run is kept unless all of it is. */
    boolean isOneTransaction() {
        return settings.transaction() == TransactionMode.RUN || sessions.isPooled() || sessions.isEnclosed();
    }

    boolean isPooled() {
        return sessions.isPooled();
    }

    AppliedState state() throws SQLException {
        AppliedRecords records = historyTable.records(jdbc());
        refuseHidden(historyTable.name(), records.equals(AppliedRecords.NONE));
        return new AppliedState(history(), records);
    }

    /** The state, compared with scripts that know all its rows. */
    public Status status(RevisionGraph graph, Plans plans) throws SQLException {
        AppliedState state = new Takeovers(settings, new StateCheck(settings)).seen(this, graph, state());
        return new Status(
                graph,
                state.history(),
                new UnfinishedLook(this, graph, plans).at(state),
                state.late(graph),
                state.records().skipped());
    }

    /**
     * What one statement tells of a database that has all revisions; empty where it does not tell enough, or a table
     * without rows may have some that are hidden.
     */
    Optional<StartupState> startupState() {
        // Its query fails where a table is missing, which would end a transaction of the application's.
        return sessions.isEnclosed()
                ? Optional.empty()
                : StartupState.at(jdbc(), dialect(), versionTable.name(), historyTable.name())
                        .filter(found ->
                                !found.history().isEmpty() && !found.digests().isEmpty());
    }

    /** The names of all views and programs; empty where the database is not asked. */
    Optional<ObjectNames> objectNames() throws SQLException {
        return dialect().introspector().objectNames(jdbc());
    }

    Stamper stamper() {
        return stamper(versionTable);
    }

    /** Writes what another tool has written already. */
    Stamper stamperOfOwn() {
        return stamper(new VersionTable(versionTable.name(), dialect()));
    }

    private Stamper stamper(VersionTable rows) {
        return new Stamper(locks.fenced(), connection, rows, historyTable, Clock.systemUTC(), limits.secrets());
    }

    /** Whether nothing was ever recorded here but failures, and the tool before this one has a table. */
    boolean isToBeTakenOver(Predecessor before, AppliedState state) throws SQLException {
        return state.history().isEmpty()
                && state.records().equals(AppliedRecords.NONE)
                && log().newest(jdbc(), 0).stream()
                        .allMatch(entry -> entry.outcome().equals(StepOutcome.FAILED.text()))
                && before.isThere(jdbc(), dialect());
    }

    Executor executor(Hooks hooks) {
        return new Executor(
                locks.fenced(),
                connection,
                versionTable,
                historyTable,
                backfillTables(),
                finished,
                Clock.systemUTC(),
                limits,
                hooks);
    }

    Continuations continuations() {
        return new Continuations(dialect(), jdbc(), limits.online(), backfillTables(), limits.secrets());
    }

    /** The backfills, and what runs them. */
    DatabaseBackfills backfills() {
        return new DatabaseBackfills(settings, connection, sessions, backfillTables(), limits, locks);
    }

    /** Few commands need them, and no start whose history is whole. */
    private BackfillTables backfillTables() {
        return BackfillTables.of(settings.backfillTable(), settings.backfillErrorTable(), dialect());
    }

    Session session() throws SQLException {
        return sessions.open(jdbc());
    }

    /** What the secrets of the connection are taken out of. */
    String hidden(String text) {
        return limits.secrets().hidden(text);
    }

    void warn(String warning) {
        settings.warnings().accept(warning);
    }

    Resumption resumption(InFlightDecision decision) throws SQLException {
        return new Resumption(state().records().unfinished(), decision);
    }

    /** Where scripts run that run here. */
    Deployment deployment(AppliedState state) {
        return new Deployment(
                dialect().name(), settings.environment(), state.records().ran());
    }

    /** The same where it is not known what ran. */
    public Deployment deployment() {
        return new Deployment(dialect().name(), settings.environment());
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
        return new RunResult(finished.steps, finished.repeatables, rows, finished.takenOver);
    }

    /** Tells the listener, and keeps what belongs to the result. */
    void tell(ExecutionEvent event) {
        finished.on(event);
    }

    /** The same, with the rows that are in the table now. */
    RunResult result() throws SQLException {
        return result(history().rows());
    }

    @Override
    public void close() throws SQLException {
        prepareAgain.run();
        connection.close();
    }

    /** Collects the steps that ran. */
    private static final class FinishedSteps implements ExecutionListener {
        private final ExecutionListener next;
        private final List<StepFinished> steps = new ArrayList<>();
        private final List<RepeatableFinished> repeatables = new ArrayList<>();
        private @Nullable TakenOver takenOver;

        FinishedSteps(ExecutionListener next) {
            this.next = next;
        }

        @Override
        public void on(ExecutionEvent event) {
            if (event instanceof StepFinished step) {
                steps.add(step);
            } else if (event instanceof RepeatableFinished object) {
                repeatables.add(object);
            } else if (event instanceof TakenOver taken) {
                takenOver = taken;
            }
            next.on(event);
        }
    }
}
