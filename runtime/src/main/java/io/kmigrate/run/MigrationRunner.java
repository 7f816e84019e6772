package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.backfill.BackfillState;
import io.kmigrate.backfill.BackfillStatus;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.BackfillGate;
import io.kmigrate.execution.Feasibility;
import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.InFlightDecision;
import io.kmigrate.execution.KnownObjects;
import io.kmigrate.execution.SqlPreview;
import io.kmigrate.execution.Stamper.Accepted;
import io.kmigrate.execution.StepPreview;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.History;
import io.kmigrate.history.LogEntry;
import io.kmigrate.history.SideChange;
import io.kmigrate.history.SideState;
import io.kmigrate.history.StartupState;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.history.VersionRowLostException;
import io.kmigrate.lint.LintTarget;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.message.RunMessages;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.plan.Status;
import io.kmigrate.repeatable.RepeatableHistory;
import io.kmigrate.repeatable.RepeatablePlan;
import io.kmigrate.repeatable.RepeatableSource;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.revision.Revision;
import io.kmigrate.run.OpenDatabase.HeldLock;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableSizes;
import io.kmigrate.source.EnvironmentReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** Runs one command against one database. Every method opens it, and closes it at its end. */
@API(status = INTERNAL, since = "0.1")
public final class MigrationRunner {
    private final RunSettings settings;
    private final DatabaseConnector connector;
    private final EnvironmentReader environment;
    private final StateCheck check;
    private final Repeatables repeatables;
    private final Takeovers takeovers;

    public MigrationRunner(
            RunSettings settings,
            DatabaseConnector connector,
            EnvironmentReader environment,
            RepeatableSource repeatables) {
        this.repeatables = new Repeatables(repeatables, settings.environment(), settings.warnings());
        this.settings = settings;
        this.connector = connector;
        this.environment = environment;
        this.check = new StateCheck(settings);
        this.takeovers = new Takeovers(settings, check, this.repeatables);
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
            return status(state, graph.get());
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
            AppliedState state = takeovers.seen(database, graph.get(), found);
            List<LogEntry> log = database.log().newest(database.jdbc(), entries);
            boolean isNew = state.history().isEmpty() && log.isEmpty();
            return new DatabaseReport(
                    status(state, graph.get()),
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
        return database.backfills().stream()
                .filter(row -> row.state() != BackfillState.DONE && row.state() != BackfillState.CANCELLED)
                .toList();
    }

    private Status status(AppliedState state, RevisionGraph graph) {
        check.warnOfUnknown(state);
        return new Status(
                graph,
                state.history(),
                state.unfinishedRevisions(graph),
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
    public Backfills backfills(Supplier<RevisionGraph> scripts, MigrationSource source) {
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
            return check.route(request.get().in(database.deployment(state)), checksums, state);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the state of the database", failed);
        }
    }

    /** What the next upgrade looks at among the objects that follow their text. Loads no script. */
    public RepeatableStatus repeatables(RevisionGraph graph) {
        if (connector.isMissing()) {
            return repeatables.status(RepeatableHistory.NONE);
        }
        try (OpenDatabase database = connector.open()) {
            return repeatables.status(
                    Repeatables.seen(database, glance(database, graph).records().repeatables()));
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
            known.ifPresent(dialect -> Feasibility.refuse(plan, dialect));
            return known.map(dialect -> repeatables.with(plan, route, here, AppliedState.EMPTY, dialect))
                    .orElse(plan);
        }
        try (OpenDatabase database = connector.open(request)) {
            AppliedState state = Repeatables.seen(
                    database, takeovers.known(database, request.get().graph()));
            RunRequest here = request.get().in(database.deployment(state));
            Route route = check.route(here, checksums, state);
            Plan plan = here.plans().of(route);
            Feasibility.refuse(plan, database.dialect());
            takeovers.requireKnown(plan);
            Plan whole = repeatables.with(plan, route, here, state, database.dialect());
            repeatables.warn(whole);
            return whole;
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the state of the database", failed);
        }
    }

    /** The database that migrations are going to run on, with the sizes of the tables that they touch. */
    public LintTarget lintTarget(List<Migration> migrations) {
        if (connector.isMissing()) {
            String dialect = connector.dialectOfUrl().map(Dialect::name).orElse("");
            return LintTarget.offline(dialect, Optional.empty())
                    .withSizes(TableSizes.of(Map.of(), settings.lint().large()));
        }
        try (OpenDatabase database = connector.open()) {
            return new UpgradeGate(settings).target(database, migrations);
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
                    plan, ofUrl.get(), plans.in(connector.deployment()).schemaAt(rows), withStatements);
        }
        try (OpenDatabase database = connector.open()) {
            Snapshot start = plans.in(database.deployment(database.state())).schemaAt(rows);
            return SqlPreview.of(plan, start, database.chooser(true), withStatements);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the state of the database", failed);
        }
    }

    /** Routes, loads, locks, reads the state again and runs. Takes no lock where there is nothing to do. */
    public RunResult run(Direction direction, Supplier<RunRequest> scripts, ChecksumCheck checksums) {
        BackgroundRead<RunRequest> request = connector.readScripts(scripts);
        try (OpenDatabase database = connector.open(request)) {
            Optional<StartupState> glance = direction == Direction.UP ? database.startupState() : Optional.empty();
            if (glance.isPresent()
                    && !takeovers.writesBoth()
                    && isUpToDate(glance.get(), request.get(), checksums)
                    && repeatables.areSettled(
                            Repeatables.seen(database, glance.get().repeatables()))) {
                return database.result(glance.get().history().rows());
            }
            AppliedState found = check.read(database, request.get().graph());
            Optional<Predecessor> before = takeovers.before(database, found);
            AppliedState state = before.isPresent()
                    ? takeovers.taken(database, request.get(), before.get())
                    : Repeatables.seen(database, found);
            if (before.isEmpty()) {
                takeovers.requireAgreement(database, request.get().graph(), state);
            }
            RunRequest here = request.get().in(database.deployment(state));
            Route route = check.route(here, checksums, state);
            route.warnings().forEach(warning -> settings.warnings().accept(warning.message()));
            if (before.isEmpty()
                    && route.isEmpty()
                    && here.undone(state).isEmpty()
                    && repeatables.areSettled(state.records().repeatables())) {
                return database.result(route.rowsBefore());
            }
            // Scripts that do not compile are reported before the lock keeps anybody waiting.
            Plan revisions = here.plans().of(route);
            Feasibility.refuse(revisions, database.dialect());
            takeovers.requireKnown(revisions);
            Plan plan = repeatables.with(revisions, route, here, state, database.dialect());
            if (before.isEmpty() && isNothing(plan) && here.undone(state).isEmpty()) {
                return database.result(route.rowsBefore());
            }
            if (!plan.steps().isEmpty()) {
                environment.read();
            }
            try (HeldLock lock = before.isPresent() ? database.lockWith(before.get()) : database.lock()) {
                if (before.isPresent()) {
                    takeovers.take(database, request.get().graph(), before.get(), hooks());
                }
                return underLock(database, here, route, plan);
            }
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("run the migrations", failed);
        }
    }

    private static boolean isNothing(Plan plan) {
        return plan.steps().isEmpty() && plan.repeatables().isSettled();
    }

    /** Most starts of an application are of this kind; every other start takes the longer way. */
    private boolean isUpToDate(StartupState found, RunRequest request, ChecksumCheck checksums) {
        AppliedState state = AppliedState.of(found);
        return state.unknownTo(request.graph()).isEmpty()
                && StateCheck.edits(request.graph(), checksums, state).isEmpty()
                && state.late(request.graph()).isEmpty()
                && request.route(state).isEmpty();
    }

    /** Behind a pool others can go first until a transaction has begun: then another route is left. */
    private RunResult underLock(OpenDatabase database, RunRequest request, Route planned, Plan plan)
            throws SQLException {
        while (true) {
            AppliedState current = Repeatables.seen(
                    database,
                    request.isDryRun() ? check.read(database, request.graph()) : withoutLeftovers(database, request));
            Route wanted = check.route(request, current);
            Plan revisions = wanted.equals(planned)
                    ? plan.with(RepeatablePlan.NONE)
                    : request.in(database.deployment(current)).plans().of(wanted);
            Plan sure = repeatables.with(revisions, wanted, request, current, database.dialect());
            repeatables.warn(sure);
            new UpgradeGate(settings).check(database, sure, current.records().unfinished());
            try {
                if (request.isDryRun()) {
                    database.executor(hooks())
                            .dryRun(sure, settings.transaction(), database.resumption(InFlightDecision.ASK));
                    return database.result(wanted.rowsBefore());
                }
                acceptStandingOnLate(database, request, current);
                return execute(database, wanted, sure, InFlightDecision.ASK);
            } catch (VersionRowLostException overtaken) {
                if (!database.isPooled() || database.history().rows().equals(wanted.rowsBefore())) {
                    throw overtaken;
                }
            }
        }
    }

    /** Before late revisions are applied: until they are, they stay missing by themselves. */
    private void acceptStandingOnLate(OpenDatabase database, RunRequest request, AppliedState state)
            throws SQLException {
        if (request.direction() == Direction.UP && request.includesLate()) {
            accept(database, acceptance(state, request.graph()).standingOnLate(), state.history(), state.history());
        }
    }

    private Acceptance acceptance(AppliedState state, RevisionGraph graph) {
        return new Acceptance(graph, check.late(state, graph), state.records());
    }

    private static void accept(OpenDatabase database, Accepted accepted, History before, History after)
            throws SQLException {
        if (!accepted.digests().isEmpty()) {
            database.stamper().repair(accepted, SideChange.ofRows(before.rows(), after.rows()));
        }
    }

    /** The state, once nothing of an unfinished run is in the way of the request. */
    private AppliedState withoutLeftovers(OpenDatabase database, RunRequest request) throws SQLException {
        AppliedState state = check.read(database, request.graph());
        for (UnfinishedStep overtaken : state.overtaken(request.graph())) {
            database.stamper().forget(overtaken);
        }
        UnfinishedRuns runs = new UnfinishedRuns(request.graph(), request.plans());
        for (UnfinishedStep unfinished : request.undone(state)) {
            runs.revert(database, unfinished);
        }
        return state;
    }

    private RunResult execute(OpenDatabase database, Route route, Plan plan, InFlightDecision decision)
            throws SQLException {
        Plan rest = plan;
        Optional<BackfillGate> gate = gate(database, rest);
        while (gate.isPresent()) {
            rest = runUpTo(gate.get(), database, rest, decision);
            gate = gate(database, rest);
        }
        run(database, rest, decision);
        return database.result(route.rowsAfter());
    }

    private void run(OpenDatabase database, Plan plan, InFlightDecision decision) throws SQLException {
        if (!isNothing(plan)) {
            database.executor(hooks()).run(plan, settings.transaction(), database.resumption(decision));
        }
    }

    /** The first step that waits for a backfill that the plan itself only registers; what else waits, the executor refuses. */
    private static Optional<BackfillGate> gate(OpenDatabase database, Plan plan) throws SQLException {
        List<BackfillGate> gates = database.gates(plan);
        return gates.stream().allMatch(gate -> gate.registeredBy() != null)
                ? gates.stream().findFirst()
                : Optional.empty();
    }

    /**
     * Runs what does not have to wait, so that the backfill can begin at once, and gives the rest.
     *
     * @throws MigrationException where nothing can be kept before the gate
     */
    private Plan runUpTo(BackfillGate gate, OpenDatabase database, Plan plan, InFlightDecision decision)
            throws SQLException {
        // Objects that went aside would be missing until the backfill is done.
        boolean isAside = !plan.repeatables().before().isEmpty();
        if (database.isOneTransaction() || isAside || gate.step().equals(gate.registeredBy())) {
            throw gate.problem().exception();
        }
        settings.warnings()
                .accept(BackfillMessages.stopsBefore(gate.step().revision().label(), gate.backfill()));
        run(database, plan.before(gate.step()), decision);
        return plan.from(gate.step());
    }

    /** Continues all unfinished steps, and does nothing else. */
    public RunResult resume(UnfinishedRuns runs, InFlightDecision decision) {
        try (OpenDatabase database = connector.open();
                HeldLock lock = database.lock()) {
            takeovers.refuse(database, database.state());
            for (UnfinishedStep unfinished : runs.all(database.state())) {
                AppliedState state = database.state();
                Route route = runs.route(state, unfinished);
                execute(database, route, runs.in(database.deployment(state)).plan(route), decision);
            }
            return database.result();
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("run the migrations", failed);
        }
    }

    /** Records how an unfinished revision ended. Runs nothing. */
    public RunResult resolve(UnfinishedRuns runs, String target, Resolution resolution, String reason) {
        Hooks hooks = hooks();
        try (OpenDatabase database = connector.open();
                HeldLock lock = database.lock()) {
            takeovers.refuse(database, database.state());
            runs.resolve(database, target, resolution, reason, hooks);
            return database.result();
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("resolve the revision", failed);
        }
    }

    /**
     * Accepts scripts that were edited or got other parents, as they are now; all of them where none is named.
     * A missing revision is accepted where it is named. Gives those it accepted.
     */
    public List<Revision> repair(RevisionGraph graph, ChecksumCheck checksums, Set<Revision> wanted, String reason) {
        try (OpenDatabase database = connector.open();
                HeldLock lock = database.lock()) {
            AppliedState state = check.read(database, graph);
            takeovers.refuse(database, state);
            Accepted accepted = acceptance(state, graph)
                    .repaired(StateCheck.edits(graph, checksums, state), checksums, wanted, reason);
            accept(database, accepted, state.history(), state.repaired(graph));
            return List.copyOf(accepted.digests().keySet());
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("accept the scripts", failed);
        }
    }

    /**
     * Rewrites the version rows, with a history row for each revision stamped. What stands beneath the targets
     * counts as applied, also where the history says that it never was.
     */
    public RunResult stamp(RevisionGraph graph, Set<Revision> targets, UnaryOperator<History> stamped) {
        Hooks hooks = hooks();
        try (OpenDatabase database = connector.open();
                HeldLock lock = database.lock()) {
            AppliedState state = database.state();
            List<String> after = stamped.apply(state.history()).rows();
            stamp(database, graph, targets, state, after, hooks);
            return database.result(after);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("stamp the database", failed);
        }
    }

    private void stamp(
            OpenDatabase database,
            RevisionGraph graph,
            Set<Revision> targets,
            AppliedState state,
            List<String> after,
            Hooks hooks)
            throws SQLException {
        SideChange change = SideChanges.between(graph, state.history().rows(), after);
        settings.side().require(change.applied());
        Accepted accepted = acceptance(new AppliedState(History.of(after), state.records()), graph)
                .stamped(targets);
        database.stamper().stamp(change, graph.revisionsOf(after), accepted, hooks);
    }

    /**
     * Stamps a database without version rows, once {@code isExisting} found its schema under the lock. Does nothing
     * where a run has begun, and where the check finds none.
     */
    public RunResult stampExisting(RevisionGraph graph, Set<Revision> targets, ExistingSchema isExisting) {
        if (!connector.isThere()) {
            return new RunResult(List.of(), List.of(), List.of(), null);
        }
        try (OpenDatabase database = connector.open()) {
            if (!database.history().isEmpty()) {
                return database.result();
            }
            database.refuseEnclosedComparison();
            try (HeldLock lock = database.lock()) {
                AppliedState state = database.state();
                boolean isNew = state.history().isEmpty()
                        && state.records().unfinished().isEmpty();
                if (isNew && isExisting.isIn(database)) {
                    List<String> after = graph.rows(
                            graph.applied(targets.stream().map(Revision::id).toList()));
                    stamp(database, graph, targets, state, after, hooks());
                }
                return database.result();
            }
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("stamp the database", failed);
        }
    }

    /** Whether a database has the schema that a stamp would say it has; throws where it has another. */
    @FunctionalInterface
    @API(status = INTERNAL, since = "0.1")
    public interface ExistingSchema {
        boolean isIn(OpenDatabase database) throws SQLException;
    }

    /**
     * Takes over a database that another tool has migrated: reads under the lock what it has, and writes the version
     * rows in one transaction.
     *
     * @param applied reads what the database has, or throws
     * @param isDryRun writes nothing
     */
    public RunResult adopt(RevisionGraph graph, AppliedElsewhere applied, boolean isDryRun) {
        try (OpenDatabase database = connector.open();
                HeldLock lock = database.lock()) {
            AppliedState state = database.state();
            if (!state.history().isEmpty()) {
                throw ImportMessages.alreadyAdopted(state.history().rows()).exception();
            }
            SideState found = applied.read(database);
            List<String> after = graph.rows(graph.applied(found.revisions()));
            KnownObjects objects = repeatables.taken(found, database.dialect());
            if (!isDryRun) {
                Takeovers.record(database, graph, after, objects, hooks());
            }
            return database.result(after);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("take over the database", failed);
        }
    }

    /** What another tool has applied. */
    @FunctionalInterface
    @API(status = INTERNAL, since = "0.1")
    public interface AppliedElsewhere {
        SideState read(OpenDatabase database) throws SQLException;
    }

    /** Creates the version and history tables unless they are there. */
    public void ensureTables() {
        try (OpenDatabase database = connector.open();
                HeldLock lock = database.lock()) {
            database.stamper().ensureTables();
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("create the version and history tables", failed);
        }
    }

    /** Reads {@code env.kts} if that was not done. */
    private Hooks hooks() {
        return new Hooks(environment.read().hook(), settings.tag());
    }
}
