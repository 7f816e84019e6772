package io.kmigrate;

import io.kmigrate.EditedScriptException.Edit;
import io.kmigrate.execution.Feasibility;
import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.InFlightDecision;
import io.kmigrate.execution.TransactionMode;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.UnknownAppliedRevisionException;
import io.kmigrate.history.AppliedRecords;
import io.kmigrate.history.Glance;
import io.kmigrate.history.History;
import io.kmigrate.history.LogEntry;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.history.VersionRowLostException;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.plan.Status;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.Seal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The state of a database, and the runs of plans on it, under its lock. */
final class TargetDatabase {
    private final DatabaseAccess access;
    private final EnvironmentReader environment;
    private final TransactionMode transaction;
    private final Consumer<String> warnings;
    private final @Nullable String tag;
    private final boolean ignoresUnknown;

    TargetDatabase(DatabaseAccess access, Migrator.Builder builder, EnvironmentReader environment) {
        this.access = access;
        this.environment = environment;
        this.transaction = builder.transaction;
        this.warnings = builder.warnings;
        this.tag = builder.tag;
        this.ignoresUnknown = builder.ignoresUnknown;
    }

    /** Where it is. */
    DatabaseAccess access() {
        return access;
    }

    History history() {
        return access.read("its version table was read", () -> History.EMPTY, Opened::history);
    }

    /** What it has, as far as the scripts know it. */
    Status status(Supplier<RevisionGraph> reading) {
        return access.beside(
                reading,
                graph -> access.read(
                        "its version table was read", () -> new Status(graph.get(), History.EMPTY), opened -> {
                            State read = opened.state();
                            return status(known(opened, read, graph.get()), graph.get());
                        }));
    }

    private Status status(State state, RevisionGraph graph) {
        warnOfUnknown(state);
        return new Status(graph, state.history(), state.unfinishedRevisions(graph));
    }

    List<LogEntry> log(int limit) {
        return access.read(
                "its history was read", List::of, opened -> opened.log().newest(opened.jdbc(), limit));
    }

    /**
     * The way a request would take, once it is sure that its scripts still say what was applied.
     *
     * @throws EditedScriptException naming all that do not
     */
    Route route(Supplier<Request> reading, EditedScripts edited) {
        return access.beside(reading, request -> {
            Supplier<Route> fromNothing = () -> request.get().route(State.EMPTY);
            return access.read("its state was read", fromNothing, opened -> {
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
        access.open(
                "scripts were accepted",
                opened -> access.locked(opened, () -> {
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
        return access.beside(
                reading,
                request -> access.open("migrations ran", opened -> {
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
        return access.locked(opened, () -> underLock(opened, request, route, plan));
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
                if (!access.isPooled() || opened.history().rows().equals(wanted.rowsBefore())) {
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
        return access.open(
                "it was stamped",
                opened -> access.locked(opened, () -> {
                    History before = opened.history();
                    List<String> after = stamped.apply(before).rows();
                    opened.stamper().stamp(before.rows(), graph.revisionsOf(after), hooks);
                    return new MigrationReport(List.of(), after);
                }));
    }

    /** Makes the version and history tables unless they are there. */
    void ensureTables() {
        access.open(
                "its tables were made",
                opened -> access.locked(opened, () -> {
                    opened.stamper().ensureTables();
                    return new MigrationReport(List.of(), opened.history().rows());
                }));
    }
}
