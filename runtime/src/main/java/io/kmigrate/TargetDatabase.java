package io.kmigrate;

import io.kmigrate.EditedScriptException.Edit;
import io.kmigrate.MigrationReport.StepReport;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Dialects;
import io.kmigrate.execution.ExecutionEvent;
import io.kmigrate.execution.ExecutionEvent.LockAwaited;
import io.kmigrate.execution.ExecutionListener;
import io.kmigrate.execution.Executor;
import io.kmigrate.execution.Feasibility;
import io.kmigrate.execution.InFlightDecision;
import io.kmigrate.execution.Resumption;
import io.kmigrate.execution.RunLimits;
import io.kmigrate.execution.Stamper;
import io.kmigrate.execution.TransactionMode;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.History;
import io.kmigrate.history.HistoryLog;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.LogEntry;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.history.VersionTable;
import io.kmigrate.lock.LockWait;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.operation.Limits;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.Seal;
import io.kmigrate.schema.TableName;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The database of a {@link Migrator}: reads its state, and runs plans on it under the lock. */
final class TargetDatabase {
    private final @Nullable DataSource dataSource;
    private final TableName versionTableName;
    private final TransactionMode transaction;
    private final Duration lockTimeout;
    private final ExecutionListener listener;
    private final Consumer<String> warnings;
    private final @Nullable String tag;
    private final RunLimits limits;

    TargetDatabase(Migrator.Builder builder) {
        this.dataSource = builder.dataSource;
        this.versionTableName = builder.versionTable;
        this.transaction = builder.transaction;
        this.lockTimeout = builder.lockTimeout;
        this.listener = builder.listener;
        this.warnings = builder.warnings;
        this.tag = builder.tag;
        this.limits = new RunLimits(
                new Limits(builder.statementLockTimeout, builder.statementTimeout),
                builder.lockRetries,
                Duration.ofSeconds(1),
                () -> dataSource().getConnection());
    }

    /** Work on an open connection. */
    interface Work<T> {
        T run(Opened opened) throws SQLException;
    }

    /** A connection with what is known about its database. */
    record Opened(
            MigrationConnection connection,
            Dialect dialect,
            VersionTable versionTable,
            HistoryTable historyTable,
            RunLimits limits,
            Steps steps) {
        History history() throws SQLException {
            return History.of(versionTable.read(connection.jdbc()));
        }

        State state() throws SQLException {
            return new State(history(), historyTable.records(connection.jdbc()));
        }

        Stamper stamper() {
            return new Stamper(dialect, connection.jdbc(), versionTable, historyTable, Clock.systemUTC());
        }

        Executor executor() {
            return new Executor(dialect, connection, versionTable, historyTable, steps, Clock.systemUTC(), limits);
        }

        Resumption resumption(InFlightDecision decision) throws SQLException {
            return new Resumption(state().records().unfinished(), decision);
        }

        MigrationReport report(List<String> rows) {
            return new MigrationReport(steps.done, rows);
        }
    }

    /** Collects the steps that were run, for the report. */
    private static final class Steps implements ExecutionListener {
        private final ExecutionListener next;
        private final List<StepReport> done = new ArrayList<>();

        Steps(ExecutionListener next) {
            this.next = next;
        }

        @Override
        public void on(ExecutionEvent event) {
            if (event instanceof ExecutionEvent.StepFinished finished) {
                done.add(new StepReport(
                        finished.step().revision().id(),
                        finished.step().direction(),
                        finished.step().revision().message(),
                        finished.duration()));
            }
            next.on(event);
        }
    }

    History history() {
        return open("its version table was read", Opened::history);
    }

    List<LogEntry> log(int limit) {
        return open(
                "its history was read",
                opened -> new HistoryLog(historyTable(versionTableName), opened.dialect())
                        .newest(opened.connection().jdbc(), limit));
    }

    /**
     * What the database has, once it is sure that its scripts still say what was applied.
     *
     * @throws EditedScriptException naming all that do not
     */
    History checkedHistory(RevisionGraph graph, EditedScripts edited) {
        return open("its state was read", opened -> {
            State state = opened.state();
            refuseEdited(graph, edited, state);
            return state.history();
        });
    }

    private static void refuseEdited(RevisionGraph graph, EditedScripts edited, State state) {
        Map<Revision, Edit> edits = edits(graph, edited, state);
        if (!edits.isEmpty()) {
            throw new EditedScriptException(edits);
        }
    }

    private static Map<Revision, Edit> edits(RevisionGraph graph, EditedScripts edited, State state) {
        List<String> rows = state.history().rows();
        return rows.isEmpty()
                ? Map.of()
                : edited.among(
                        graph.applied(rows).oldestFirst(), state.records().seals());
    }

    /** Accepts edited scripts as they are; gives those it accepted. */
    List<Revision> repair(RevisionGraph graph, EditedScripts edited, Set<Revision> wanted, String reason) {
        List<Revision> repaired = new ArrayList<>();
        open(
                "scripts were accepted",
                opened -> locked(opened, () -> {
                    Map<Revision, Seal> accepted = new LinkedHashMap<>();
                    edits(graph, edited, opened.state()).forEach((revision, edit) -> {
                        if (wanted.isEmpty() || wanted.contains(revision)) {
                            accepted.put(revision, edit.now());
                        }
                    });
                    opened.stamper().repair(accepted, reason);
                    repaired.addAll(accepted.keySet());
                    return new MigrationReport(List.of(), opened.history().rows());
                }));
        return repaired;
    }

    /** Routes, loads, locks, reads the state again and runs. Without anything to do it takes no lock. */
    MigrationReport run(Request request, EditedScripts edited) {
        return open("migrations ran", opened -> {
            State state = opened.state();
            refuseEdited(request.graph(), edited, state);
            Route route = request.route(state);
            route.warnings().forEach(warning -> warnings.accept(warning.message()));
            if (route.isEmpty() && request.undone(state).isEmpty()) {
                return opened.report(route.rowsBefore());
            }
            // Scripts that do not compile are reported before the lock keeps anybody waiting.
            Plan plan = request.plans().of(route);
            Feasibility.refuse(plan, opened.dialect());
            return locked(opened, () -> {
                State current = request.isRehearsal() ? opened.state() : tidied(opened, request);
                Route wanted = request.route(current);
                Plan sure = wanted.equals(route) ? plan : request.plans().of(wanted);
                if (request.isRehearsal()) {
                    opened.executor().rehearse(sure, opened.resumption(InFlightDecision.ASK));
                    return opened.report(wanted.rowsBefore());
                }
                return execute(opened, wanted, sure, InFlightDecision.ASK);
            });
        });
    }

    /** The state once nothing is left in it that is in the way of the request. */
    private State tidied(Opened opened, Request request) throws SQLException {
        State state = opened.state();
        for (UnfinishedStep overtaken : state.overtaken(request.graph())) {
            opened.stamper().forget(overtaken);
        }
        List<UnfinishedStep> undone = request.undone(state);
        for (UnfinishedStep unfinished : undone) {
            new HalfDone(this, request.graph(), request.plans()).undo(opened, unfinished);
        }
        return state;
    }

    void undo(Opened opened, Step upgrade, UnfinishedStep unfinished, Plans plans) throws SQLException {
        opened.executor().undo(upgrade, unfinished, count -> plans.inverses(upgrade, count));
    }

    MigrationReport execute(Opened opened, Route route, Plan plan, InFlightDecision decision) throws SQLException {
        if (!plan.isEmpty()) {
            opened.executor().run(plan, transaction, opened.resumption(decision));
        }
        return opened.report(route.rowsAfter());
    }

    /** Rewrites the version rows, with a history row for each revision stamped. */
    MigrationReport stamp(RevisionGraph graph, UnaryOperator<History> stamped) {
        return open(
                "it was stamped",
                opened -> locked(opened, () -> {
                    History before = opened.history();
                    List<String> after = stamped.apply(before).rows();
                    opened.stamper().stamp(before.rows(), graph.revisionsOf(after));
                    return new MigrationReport(List.of(), after);
                }));
    }

    /** Makes the version and history tables unless they are there. */
    void ensureTables() {
        open(
                "its tables were made",
                opened -> locked(opened, () -> {
                    opened.stamper().ensureTables();
                    return new MigrationReport(List.of(), opened.history().rows());
                }));
    }

    /** The tables that are Kmigrate's, and none of the application's. */
    Set<TableName> ownTables() {
        TableName history = historyTable(versionTableName);
        return Set.of(
                versionTableName,
                history,
                TableName.of(versionTableName.name()),
                TableName.of(history.name()),
                TableName.of("alembic_version"));
    }

    /** The history stands beside the version table. */
    static TableName historyTable(TableName versionTable) {
        return new TableName(versionTable.schema(), "migrate_history");
    }

    interface UnderLock {
        MigrationReport run() throws SQLException;
    }

    MigrationReport locked(Opened opened, UnderLock work) throws SQLException {
        MigrationLock lock = opened.dialect().lock(dataSource(), versionTableName.toString());
        try {
            LockWait.acquire(
                    lock, opened.connection().jdbc(), lockTimeout, holder -> listener.on(new LockAwaited(holder)));
            return work.run();
        } finally {
            lock.close();
        }
    }

    <T> T open(String doing, Work<T> work) {
        try (MigrationConnection connection =
                new MigrationConnection(dataSource().getConnection())) {
            Dialect dialect = Dialects.forConnection(connection.jdbc());
            VersionTable versionTable = new VersionTable(versionTableName, dialect);
            HistoryTable historyTable = new HistoryTable(historyTable(versionTableName), dialect, Author::current, tag);
            return work.run(new Opened(connection, dialect, versionTable, historyTable, limits, new Steps(listener)));
        } catch (SQLException failed) {
            throw new DatabaseException(doing, failed);
        }
    }

    private DataSource dataSource() {
        if (dataSource == null) {
            throw new NoDatabaseException();
        }
        return dataSource;
    }
}
