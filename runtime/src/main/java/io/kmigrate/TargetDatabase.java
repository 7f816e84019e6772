package io.kmigrate;

import io.kmigrate.EditedScriptException.Edit;
import io.kmigrate.dialect.DatabaseUrlSource;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Dialects;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.execution.ExecutionEvent.LockAwaited;
import io.kmigrate.execution.ExecutionListener;
import io.kmigrate.execution.Feasibility;
import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.InFlightDecision;
import io.kmigrate.execution.RunLimits;
import io.kmigrate.execution.Sessions;
import io.kmigrate.execution.TransactionMode;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.UnknownAppliedRevisionException;
import io.kmigrate.history.AppliedRecords;
import io.kmigrate.history.Glance;
import io.kmigrate.history.History;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.LogEntry;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.history.VersionRowLostException;
import io.kmigrate.history.VersionTable;
import io.kmigrate.lock.LockWait;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.plan.Status;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.Seal;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The database of a {@link Migrator}: reads its state, and runs plans on it under the lock. */
final class TargetDatabase {
    private final @Nullable DataSource dataSource;
    private final @Nullable SharedConnection shared;
    private final TableName versionTableName;
    private final TransactionMode transaction;
    private final Duration lockTimeout;
    private final ExecutionListener listener;
    private final Consumer<String> warnings;
    private final @Nullable String tag;
    private final RunLimits limits;
    private final boolean ignoresUnknown;
    private final boolean isPooled;
    private final EnvironmentReader environment;

    TargetDatabase(Migrator.Builder builder, EnvironmentReader environment) {
        this.environment = environment;
        this.shared = builder.connection == null ? null : new SharedConnection(builder.connection);
        this.dataSource = shared == null ? builder.dataSource : shared;
        this.versionTableName = builder.versionTable;
        this.transaction = builder.transaction;
        this.lockTimeout = builder.lockTimeout;
        this.listener = builder.listener;
        this.warnings = builder.warnings;
        this.tag = builder.tag;
        this.ignoresUnknown = builder.ignoresUnknown;
        this.isPooled = builder.isPooled;
        this.limits = new RunLimits(
                builder.limits(), builder.lockRetries, Duration.ofSeconds(1), this::observer, this::withoutSecrets);
    }

    /** Work on an open connection. */
    interface Work<T> {
        T run(Opened opened) throws SQLException;
    }

    History history() {
        return read("its version table was read", () -> History.EMPTY, Opened::history);
    }

    /** What it has, as far as the scripts know it. */
    Status status(Supplier<RevisionGraph> reading) {
        return beside(
                reading,
                graph -> read("its version table was read", () -> new Status(graph.get(), History.EMPTY), opened -> {
                    State read = opened.state();
                    return status(known(opened, read, graph.get()), graph.get());
                }));
    }

    private Status status(State state, RevisionGraph graph) {
        warnOfUnknown(state);
        return new Status(graph, state.history(), state.unfinishedRevisions(graph));
    }

    List<LogEntry> log(int limit) {
        return read("its history was read", List::of, opened -> opened.log().newest(opened.jdbc(), limit));
    }

    /**
     * The way a request would take, once it is sure that its scripts still say what was applied.
     *
     * @throws EditedScriptException naming all that do not
     */
    Route route(Supplier<Request> reading, EditedScripts edited) {
        return beside(reading, request -> {
            Supplier<Route> fromNothing = () -> request.get().route(State.EMPTY);
            return read("its state was read", fromNothing, opened -> {
                State read = opened.state();
                return route(
                        request.get(), edited, known(opened, read, request.get().graph()));
            });
        });
    }

    private Route route(Request request, EditedScripts edited, State state) {
        refuseEdited(request.graph(), edited, state);
        return route(request, state);
    }

    /**
     * The state as the scripts know it.
     *
     * @throws UnknownAppliedRevisionException when a newer release, or a script that is gone, left revisions
     *     that are not to be ignored
     */
    private State state(Opened opened, RevisionGraph graph) throws SQLException {
        return known(opened, opened.state(), graph);
    }

    private State known(Opened opened, State state, RevisionGraph graph) throws SQLException {
        List<String> unknown = state.unknownTo(graph);
        if (unknown.isEmpty()) {
            return state;
        }
        if (!ignoresUnknown) {
            throw UnknownAppliedRevisionException.described(unknown, opened.described(unknown));
        }
        return state.knownTo(graph);
    }

    /** Beside revisions that no script has there is no way to go: whether it would fit them, nobody knows. */
    private Route route(Request request, State state) {
        if (!state.unknown().isEmpty() && request.direction() == Direction.DOWN) {
            throw UnknownAppliedRevisionException.described(state.unknown(), List.of());
        }
        Route route = request.route(state);
        if (!route.isEmpty() && !state.unknown().isEmpty()) {
            throw UnknownAppliedRevisionException.besidePending(
                    state.unknown(),
                    route.moves().stream().map(move -> move.revision().id()).toList());
        }
        warnOfUnknown(state);
        return route;
    }

    private void warnOfUnknown(State state) {
        if (!state.unknown().isEmpty()) {
            warnings.accept("the database also has " + String.join(", ", state.unknown())
                    + ", which no script has: ignored, as it was asked for");
        }
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
                    edits(graph, edited, state(opened, graph)).forEach((revision, edit) -> {
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
    MigrationReport run(Direction direction, Supplier<Request> reading, EditedScripts edited) {
        return beside(
                reading,
                request -> open("migrations ran", opened -> {
                    Optional<Glance> glance = direction == Direction.UP ? opened.glance() : Optional.empty();
                    Optional<History> done = upToDate(glance, request.get(), edited);
                    return done.isPresent() ? opened.report(done.get().rows()) : run(opened, request.get(), edited);
                }));
    }

    private MigrationReport run(Opened opened, Request request, EditedScripts edited) throws SQLException {
        State state = state(opened, request.graph());
        Route route = route(request, edited, state);
        route.warnings().forEach(warning -> warnings.accept(warning.message()));
        if (route.isEmpty() && request.undone(state).isEmpty()) {
            return opened.report(route.rowsBefore());
        }
        // Scripts that do not compile are reported before the lock keeps anybody waiting.
        Plan plan = request.plans().of(route);
        Feasibility.refuse(plan, opened.dialect());
        if (!plan.isEmpty()) {
            environment.read();
        }
        return locked(opened, () -> underLock(opened, request, route, plan));
    }

    /**
     * The version rows, when one statement was enough to know that there is nothing to do: most starts of an
     * application are of this kind. Whatever else it finds takes the longer way.
     */
    private Optional<History> upToDate(Optional<Glance> found, Request request, EditedScripts edited) {
        return found.map(glance -> new State(glance.history(), new AppliedRecords(glance.seals(), Set.of(), List.of())))
                .filter(state -> state.unknownTo(request.graph()).isEmpty()
                        && edits(request.graph(), edited, state).isEmpty()
                        && request.route(state).isEmpty())
                .map(State::history);
    }

    /** Behind a pool others can go first until a transaction has begun; what is left then is another way. */
    private MigrationReport underLock(Opened opened, Request request, Route planned, Plan plan) throws SQLException {
        while (true) {
            State current = request.isRehearsal() ? state(opened, request.graph()) : tidied(opened, request);
            Route wanted = route(request, current);
            Plan sure = wanted.equals(planned) ? plan : request.plans().of(wanted);
            try {
                if (request.isRehearsal()) {
                    opened.executor(hooks()).rehearse(sure, opened.resumption(InFlightDecision.ASK));
                    return opened.report(wanted.rowsBefore());
                }
                return execute(opened, wanted, sure, InFlightDecision.ASK);
            } catch (VersionRowLostException overtaken) {
                if (!isPooled || opened.history().rows().equals(wanted.rowsBefore())) {
                    throw overtaken;
                }
            }
        }
    }

    /** The state once nothing is left in it that is in the way of the request. */
    private State tidied(Opened opened, Request request) throws SQLException {
        State state = state(opened, request.graph());
        for (UnfinishedStep overtaken : state.overtaken(request.graph())) {
            opened.stamper().forget(overtaken);
        }
        List<UnfinishedStep> undone = request.undone(state);
        for (UnfinishedStep unfinished : undone) {
            new HalfDone(this, request.graph(), request.plans()).undo(opened, unfinished);
        }
        return state;
    }

    /** Reads {@code env.kts} if that was not done. */
    Hooks hooks() {
        return new Hooks(environment.read().hook(), tag);
    }

    void undo(Opened opened, Step upgrade, UnfinishedStep unfinished, Plans plans) throws SQLException {
        opened.executor(Hooks.NONE).undo(upgrade, unfinished, count -> plans.inverses(upgrade, count));
    }

    MigrationReport execute(Opened opened, Route route, Plan plan, InFlightDecision decision) throws SQLException {
        if (!plan.isEmpty()) {
            opened.executor(hooks()).run(plan, transaction, opened.resumption(decision));
        }
        return opened.report(route.rowsAfter());
    }

    /** Rewrites the version rows, with a history row for each revision stamped. */
    MigrationReport stamp(RevisionGraph graph, UnaryOperator<History> stamped) {
        Hooks hooks = hooks();
        return open(
                "it was stamped",
                opened -> locked(opened, () -> {
                    History before = opened.history();
                    List<String> after = stamped.apply(before).rows();
                    opened.stamper().stamp(before.rows(), graph.revisionsOf(after), hooks);
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

    /** Schemas read as a whole, on a connection of its own and in a transaction, as it visits them. */
    Snapshot wholeSchemas(Dialect dialect, Set<String> schemas) throws SQLException {
        if (schemas.isEmpty()) {
            return Snapshot.empty();
        }
        try (Connection visiting = dataSource().getConnection()) {
            boolean autoCommit = visiting.getAutoCommit();
            visiting.setAutoCommit(false);
            try {
                return new WholeSchemas(dialect, visiting).read(schemas);
            } finally {
                visiting.rollback();
                visiting.setAutoCommit(autoCommit);
            }
        }
    }

    /** The tables that are Kmigrate's, and none of the application's. */
    Set<TableName> ownTables() {
        TableName history = historyTable(versionTableName);
        // A catalog names tables of the connection's own schema without it.
        return Set.copyOf(List.of(
                versionTableName, history, TableName.of(versionTableName.name()), TableName.of(history.name())));
    }

    /** The history stands beside the version table. */
    static TableName historyTable(TableName versionTable) {
        return new TableName(versionTable.schema(), "migrate_history");
    }

    interface UnderLock {
        MigrationReport run() throws SQLException;
    }

    private Connection observer() throws SQLException {
        if (shared != null) {
            throw new SQLException("there is one connection only");
        }
        return dataSource().getConnection();
    }

    private boolean isEnclosed() {
        return shared != null && shared.isInTransaction();
    }

    /** For what has to begin and end transactions, or to open connections. */
    void refuseEnclosed(Dialect dialect, String what) {
        if (isEnclosed()) {
            throw new UnsupportedOperationByDialectException(
                    dialect.name(),
                    what + " inside a transaction of the application's",
                    "give the migrator a connection in autocommit mode, or a dataSource");
        }
    }

    private Sessions sessions(Dialect dialect) {
        if (isEnclosed()) {
            return Sessions.enclosed(dialect);
        }
        return isPooled
                ? Sessions.pooled(dialect, versionTableName.toString(), lockTimeout, this::awaited)
                : Sessions.direct(dialect);
    }

    private void awaited(@Nullable String holder) {
        listener.on(new LockAwaited(holder));
    }

    /** Behind a pool nothing can be held here: each transaction takes the lock for itself. */
    MigrationReport locked(Opened opened, UnderLock work) throws SQLException {
        if (isPooled) {
            return work.run();
        }
        MigrationLock lock = lock(opened.dialect());
        try {
            LockWait.acquire(lock, opened.connection().jdbc(), lockTimeout, this::awaited);
            return work.run();
        } finally {
            lock.close();
        }
    }

    private MigrationLock lock(Dialect dialect) {
        String table = versionTableName.toString();
        if (isEnclosed()) {
            return dialect.enclosedLock(dataSource(), table);
        }
        if (shared != null && !dialect.locksOnSameConnection()) {
            throw new UnsupportedOperationByDialectException(
                    dialect.name(), "keep migrators apart on a single connection", "give the migrator a dataSource");
        }
        return dialect.lock(dataSource(), table);
    }

    /** As {@link #open}, but a database whose file is not there yet stays so, and is taken for an empty one. */
    private <T> T read(String doing, Supplier<T> ofNothing, Work<T> work) {
        Optional<Path> missing = missingFile();
        if (missing.isEmpty()) {
            return open(doing, work);
        }
        warnings.accept("there is no file " + missing.get() + " yet: the first upgrade makes it");
        return ofNothing.get();
    }

    /**
     * Works on the database while scripts are read: what needs them asks for them last. A database that would
     * only be made by that waits until they are known to be in order, and one that the application opens is
     * left on its thread.
     */
    private <A, T> T beside(Supplier<A> reading, Function<Supplier<A>, T> work) {
        Optional<DatabaseUrlSource> source = dataSource == null ? Optional.empty() : fromUrl();
        if (source.isPresent() && source.get().isThere()) {
            return Aside.read(reading, work);
        }
        source.ifPresent(DatabaseUrlSource::prepare);
        A read = reading.get();
        return work.apply(() -> read);
    }

    private Optional<Path> missingFile() {
        return fromUrl().flatMap(DatabaseUrlSource::missingFile);
    }

    private String withoutSecrets(String text) {
        return fromUrl().map(source -> source.withoutPasswords(text)).orElse(text);
    }

    private Optional<DatabaseUrlSource> fromUrl() {
        try {
            return dataSource().isWrapperFor(DatabaseUrlSource.class)
                    ? Optional.of(dataSource().unwrap(DatabaseUrlSource.class))
                    : Optional.empty();
        } catch (SQLException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }

    <T> T open(String doing, Work<T> work) {
        try (MigrationConnection connection = connect()) {
            Dialect dialect = Dialects.forConnection(connection.jdbc());
            VersionTable versionTable = new VersionTable(versionTableName, dialect);
            HistoryTable historyTable = new HistoryTable(historyTable(versionTableName), dialect, Author::current, tag);
            return work.run(new Opened(
                    connection, sessions(dialect), versionTable, historyTable, limits, new Opened.Steps(listener)));
        } catch (SQLException failed) {
            throw new DatabaseException(doing, failed);
        }
    }

    private MigrationConnection connect() throws SQLException {
        Connection connection = dataSource().getConnection();
        return isEnclosed() ? MigrationConnection.enclosed(connection) : new MigrationConnection(connection);
    }

    private DataSource dataSource() {
        if (dataSource == null) {
            throw new NoDatabaseException();
        }
        return dataSource;
    }
}
