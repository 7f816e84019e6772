package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.backfill.BackfillState;
import io.kmigrate.backfill.BackfillStatus;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.SqlPreview;
import io.kmigrate.execution.StepPreview;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.History;
import io.kmigrate.history.LogEntry;
import io.kmigrate.lint.LintTarget;
import io.kmigrate.lint.LintedTables;
import io.kmigrate.message.RunMessages;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.plan.Status;
import io.kmigrate.repeatable.RepeatableHistory;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.revision.Revision;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSizes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/** What a database has, and what a request would do there. Every method opens it, changes nothing, and closes it. */
@API(status = INTERNAL, since = "0.1")
public final class StateReader {
    private final RunSettings settings;
    private final DatabaseConnector connector;
    private final StateCheck check;
    private final Repeatables repeatables;
    private final Takeovers takeovers;
    private final MigrationSource source;

    public StateReader(
            RunSettings settings, DatabaseConnector connector, Repeatables repeatables, MigrationSource source) {
        this.source = source;
        this.settings = settings;
        this.connector = connector;
        this.check = new StateCheck(settings);
        this.repeatables = repeatables;
        this.takeovers = new Takeovers(settings, check, repeatables);
    }

    /** The version rows; none where the database is not there yet. */
    public History history() {
        if (connector.isMissing()) {
            return History.EMPTY;
        }
        try (OpenDatabase database = connector.open()) {
            return database.history();
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the version table", failed);
        }
    }

    /** What the database has, as far as the scripts know it. */
    public Status status(Supplier<RevisionGraph> scripts) {
        BackgroundRead<RevisionGraph> graph = connector.readScripts(scripts);
        if (connector.isMissing()) {
            return new Status(graph.get(), History.EMPTY);
        }
        try (OpenDatabase database = connector.open(graph)) {
            AppliedState found = check.known(database, glance(database, graph.get()), graph.get());
            AppliedState state = takeovers.seen(database, graph.get(), found);
            return status(database, state, graph.get());
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the version table", failed);
        }
    }

    /**
     * All of a database at one look.
     *
     * @param entries how many entries of the history at most
     */
    public DatabaseReport report(Supplier<RevisionGraph> scripts, ChecksumCheck checksums, int entries) {
        BackgroundRead<RevisionGraph> graph = connector.readScripts(scripts);
        if (connector.isMissing()) {
            return new DatabaseReport(
                    new Status(graph.get(), History.EMPTY),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    repeatables.status(RepeatableHistory.NONE));
        }
        try (OpenDatabase database = connector.open(graph)) {
            AppliedState found = check.known(database, database.state(), graph.get());
            AppliedState state = takeovers.seenWithObjects(database, graph.get(), found);
            List<LogEntry> log = database.log().newest(database.jdbc(), entries);
            boolean isNew = state.history().isEmpty() && log.isEmpty();
            return new DatabaseReport(
                    status(database, state, graph.get()),
                    log,
                    edited(graph.get(), checksums, state),
                    isNew ? database.otherTables() : List.of(),
                    isNew ? List.of() : openBackfills(database),
                    repeatables.status(
                            Repeatables.seen(database, state.records().repeatables())));
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the state of the database", failed);
        }
    }

    private static List<BackfillStatus> openBackfills(OpenDatabase database) throws SQLException {
        return database.backfills().status().stream()
                .filter(row -> row.state() != BackfillState.DONE && row.state() != BackfillState.CANCELLED)
                .toList();
    }

    private Status status(OpenDatabase database, AppliedState state, RevisionGraph graph) throws SQLException {
        check.warnOfUnknown(state);
        return new Status(
                graph,
                state.history(),
                new UnfinishedLook(database, graph, new Plans(graph, source)).at(state),
                check.late(state, graph),
                state.records().skipped());
    }

    /** An edited script that does not compile keeps nobody from seeing the rest. */
    private List<Revision> edited(RevisionGraph graph, ChecksumCheck checksums, AppliedState state) {
        try {
            return List.copyOf(StateCheck.edits(graph, checksums, state).keySet());
        } catch (MigrationException broken) {
            settings.warnings().accept(RunMessages.editsUnknown(String.valueOf(broken.getMessage())));
            return List.of();
        }
    }

    /** The state, by one query where that tells enough. What stands beneath unknown rows takes the whole history. */
    private static AppliedState glance(OpenDatabase database, RevisionGraph graph) throws SQLException {
        Optional<AppliedState> found = database.startupState()
                .map(AppliedState::of)
                .filter(state -> state.unknownTo(graph).isEmpty());
        return found.isPresent() ? found.get() : database.state();
    }

    /** The backfills of the database. */
    public Backfills backfills(Supplier<RevisionGraph> scripts) {
        return new Backfills(connector, scripts, source);
    }

    /** The newest entries of the history first; 0 for all. */
    public List<LogEntry> log(int limit) {
        if (connector.isMissing()) {
            return List.of();
        }
        try (OpenDatabase database = connector.open()) {
            return database.log().newest(database.jdbc(), limit);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the history", failed);
        }
    }

    /**
     * The route that a request would take now.
     *
     * @throws EditedScriptException naming all applied scripts that no longer do what was applied
     */
    public Route route(Supplier<RunRequest> scripts, ChecksumCheck checksums) {
        BackgroundRead<RunRequest> request = connector.readScripts(scripts);
        if (connector.isMissing()) {
            return request.get().route(AppliedState.EMPTY);
        }
        try (OpenDatabase database = connector.open(request)) {
            AppliedState state = takeovers.known(database, request.get().graph());
            return check.route(database, request.get().in(database, state), checksums, state);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the state of the database", failed);
        }
    }

    /**
     * What the next upgrade looks at among the objects that follow their text. Loads no script, except where another
     * tool has run one of them.
     */
    public RepeatableStatus repeatables(RevisionGraph graph) {
        if (connector.isMissing()) {
            return repeatables.status(RepeatableHistory.NONE);
        }
        try (OpenDatabase database = connector.open()) {
            return repeatables.status(
                    Repeatables.seen(database, takeovers.objects(database, graph, glance(database, graph))));
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the state of the database", failed);
        }
    }

    /**
     * Refuses a database where applied scripts were edited or others were put beneath them. Says nothing of one
     * that is not there yet.
     */
    public void requireUnchanged(RevisionGraph graph, ChecksumCheck checksums) {
        if (!connector.isThere()) {
            return;
        }
        try (OpenDatabase database = connector.open()) {
            check.refuseChanges(graph, checksums, check.read(database, graph));
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the state of the database", failed);
        }
    }

    /**
     * What a request would do now.
     *
     * @throws EditedScriptException naming all applied scripts that no longer do what was applied
     * @throws MigrationException naming every operation that the database cannot do, or that must not run
     */
    public Plan plan(Supplier<RunRequest> scripts, ChecksumCheck checksums) {
        BackgroundRead<RunRequest> request = connector.readScripts(scripts);
        if (connector.isMissing()) {
            RunRequest here = request.get().in(connector.deployment());
            Route route = here.route(AppliedState.EMPTY);
            Plan plan = here.plans().of(route);
            Optional<Dialect> known = connector.dialectOfUrl();
            known.ifPresent(dialect -> check.refuseImpossible(plan, dialect));
            return known.map(dialect -> repeatables.with(plan, route, here, AppliedState.EMPTY, dialect))
                    .orElse(plan);
        }
        try (OpenDatabase database = connector.open(request)) {
            AppliedState state = Repeatables.seen(
                    database, takeovers.known(database, request.get().graph()));
            RunRequest here = request.get().in(database, state);
            Route route = check.route(database, here, checksums, state);
            Plan plan = here.plans().of(route);
            check.refuseImpossible(plan, database.dialect());
            takeovers.requireKnown(plan);
            Plan whole = repeatables.with(plan, route, here, state, database.dialect());
            repeatables.warn(whole);
            takeovers.warnOfObjects(whole, database.dialect());
            return whole;
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the state of the database", failed);
        }
    }

    /** The database that migrations are going to run on, with the tables that they touch and their sizes. */
    public LintedDatabase lintedDatabase(List<Migration> migrations) {
        if (connector.isMissing()) {
            String dialect = connector.dialectOfUrl().map(Dialect::name).orElse("");
            return LintedDatabase.offline(LintTarget.offline(dialect, Optional.empty())
                    .withSizes(TableSizes.of(Map.of(), settings.lint().large())));
        }
        try (OpenDatabase database = connector.open()) {
            LintTarget target = new UpgradeGate(settings).target(database, migrations);
            Catalog catalog = database.dialect().introspector().catalog(database.jdbc());
            List<Table> tables = new ArrayList<>();
            for (TableName name : LintedTables.of(migrations, target.dialect())) {
                catalog.table(name).ifPresent(tables::add);
            }
            return new LintedDatabase(target, tables);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the sizes of tables", failed);
        }
    }

    /** The kind of the database at hand; empty where nothing says it. */
    public Optional<Dialect> dialect() {
        Optional<Dialect> ofUrl = connector.dialectOfUrl();
        if (ofUrl.isPresent() || !connector.isThere()) {
            return ofUrl;
        }
        try (OpenDatabase database = connector.open()) {
            return Optional.of(database.dialect());
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the state of the database", failed);
        }
    }

    /** What a plan would send to the database at hand. */
    public List<StepPreview> preview(Plan plan, Plans plans, boolean withStatements) {
        List<String> rows =
                plan.steps().isEmpty() ? List.of() : plan.steps().get(0).rowsBefore();
        Optional<Dialect> ofUrl = connector.isThere() ? Optional.empty() : connector.dialectOfUrl();
        if (ofUrl.isPresent()) {
            return SqlPreview.of(
                    plan, ofUrl.get(), plans.in(connector.deployment()).startAt(rows), withStatements);
        }
        try (OpenDatabase database = connector.open()) {
            Snapshot start = plans.in(database.deployment(database.state())).startAt(rows);
            return SqlPreview.of(plan, start, database.chooser(true), withStatements);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the state of the database", failed);
        }
    }
}
