package io.kmigrate.run;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.ExecutionEvent.TakenOver;
import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.KnownObjects;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.AppliedRecords;
import io.kmigrate.history.History;
import io.kmigrate.history.SideChange;
import io.kmigrate.history.SideState;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.message.RepeatableMessages;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.repeatable.RepeatableHistory;
import io.kmigrate.repeatable.RepeatablePlan;
import io.kmigrate.repeatable.RepeatableSource;
import io.kmigrate.repeatable.RepeatableStep;
import io.kmigrate.revision.Revision;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Databases that another tool has migrated and no run of ours: what is said of them, and how they are taken over. */
final class Takeovers {
    private final RunSettings settings;
    private final StateCheck check;
    private final Repeatables repeatables;

    /** For those who only look, and at no scripts of objects. */
    Takeovers(RunSettings settings, StateCheck check) {
        this(settings, check, new Repeatables(RepeatableSource.NONE, null, settings.warnings()));
    }

    Takeovers(RunSettings settings, StateCheck check, Repeatables repeatables) {
        this.settings = settings;
        this.check = check;
        this.repeatables = repeatables;
    }

    /** What a database has once it is taken over. */
    private record Taken(History history, KnownObjects objects) {
        AppliedState state() {
            return new AppliedState(history, AppliedRecords.of(objects.history(history.rows())));
        }
    }

    /** The tool whose database this is until it is taken over; empty where there is none, or nothing to take over. */
    Optional<Predecessor> before(OpenDatabase database, AppliedState state) throws SQLException {
        Predecessor before = settings.predecessor();
        return before != null && database.isToBeTakenOver(before, state) ? Optional.of(before) : Optional.empty();
    }

    /**
     * The state as the scripts know it: that of a database which is to be taken over is what it will be then. Says so,
     * and compares the scripts of objects.
     */
    AppliedState known(OpenDatabase database, RevisionGraph graph) throws SQLException {
        AppliedState state = check.read(database, graph);
        Optional<Predecessor> before = before(database, state);
        if (before.isEmpty()) {
            warnOfDisagreement(database, graph, state);
            return state;
        }
        return told(
                before.get(),
                after(database, graph, before.get(), warning -> {}).state());
    }

    /** The same of a state that was read, without a look at the scripts of objects. */
    AppliedState seen(OpenDatabase database, RevisionGraph graph, AppliedState state) throws SQLException {
        return seen(database, graph, state, read -> KnownObjects.NONE);
    }

    /** The same, with a look at the scripts of objects: they are loaded if the other tool has run one of them. */
    AppliedState seenWithObjects(OpenDatabase database, RevisionGraph graph, AppliedState state) throws SQLException {
        return seen(database, graph, state, read -> taken(read, database.dialect()));
    }

    private AppliedState seen(
            OpenDatabase database, RevisionGraph graph, AppliedState state, Function<SideState, KnownObjects> objects)
            throws SQLException {
        Optional<Predecessor> before = before(database, state);
        if (before.isEmpty()) {
            warnOfDisagreement(database, graph, state);
            return state;
        }
        SideState read = before.get().applied(graph, database.jdbc(), database.dialect(), warning -> {});
        return told(before.get(), new Taken(history(graph, read), objects.apply(read)).state());
    }

    /** A script that does not compile keeps nobody from seeing the rest. */
    private KnownObjects taken(SideState read, Dialect dialect) {
        try {
            return repeatables.taken(read, dialect, warning -> {});
        } catch (MigrationException broken) {
            settings.warnings().accept(RepeatableMessages.objectsUnknown(String.valueOf(broken.getMessage())));
            return KnownObjects.NONE;
        }
    }

    /** What the next upgrade starts from, of objects that follow their text. */
    RepeatableHistory objects(OpenDatabase database, RevisionGraph graph, AppliedState state) throws SQLException {
        Optional<Predecessor> before = before(database, state);
        if (before.isEmpty()) {
            return state.records().repeatables();
        }
        SideState read = before.get().applied(graph, database.jdbc(), database.dialect(), warning -> {});
        return new Taken(history(graph, read), taken(read, database.dialect()))
                .state()
                .records()
                .repeatables();
    }

    private AppliedState told(Predecessor before, AppliedState after) {
        settings.warnings()
                .accept(ImportMessages.notTakenOver(
                        before.tool(), after.history().rows()));
        return after;
    }

    /** What a run starts from once it has taken over the database. */
    AppliedState taken(OpenDatabase database, RunRequest request, Predecessor before) throws SQLException {
        if (request.direction() == Direction.DOWN || request.isDryRun()) {
            throw ImportMessages.takeOverFirst(before.tool()).exception();
        }
        return after(database, request.graph(), before, warning -> {}).state();
    }

    private Taken after(OpenDatabase database, RevisionGraph graph, Predecessor before, Consumer<String> warnings)
            throws SQLException {
        SideState read = before.applied(graph, database.jdbc(), database.dialect(), warnings);
        return new Taken(history(graph, read), repeatables.taken(read, database.dialect(), warnings));
    }

    private static History history(RevisionGraph graph, SideState read) {
        return History.of(graph.rows(graph.applied(read.revisions())));
    }

    /** Takes over the database, unless another process has done so in the meantime. The locks of both tools are held. */
    void take(OpenDatabase database, RevisionGraph graph, Predecessor before, Hooks hooks) throws SQLException {
        if (database.isToBeTakenOver(before, database.state())) {
            Taken after = after(database, graph, before, settings.warnings());
            record(database, graph, after.history().rows(), after.objects(), hooks);
            database.tell(new TakenOver(before.tool(), after.history().rows()));
        }
    }

    /** Refuses what reads only our table, as if nothing had ever been applied. */
    void refuse(OpenDatabase database, AppliedState state) throws SQLException {
        Optional<Predecessor> before = before(database, state);
        if (before.isPresent()) {
            throw ImportMessages.takeOverFirst(before.get().tool()).exception();
        }
    }

    /** Says which files of a tool whose table is written, too, no longer say what a run applies. */
    void warnOfObjects(Plan plan, Dialect dialect) {
        RepeatablePlan objects = plan.repeatables();
        Map<String, String> present = new LinkedHashMap<>();
        objects.present().forEach(object -> present.put(object.key(), object.checksum()));
        List<String> changed = new ArrayList<>();
        for (RepeatableStep step : objects.after()) {
            if (step.action() == RepeatableStep.Action.APPLY) {
                present.put(step.object().key(), step.object().checksum());
                changed.add(step.object().key());
            }
        }
        Predecessor before = settings.predecessor();
        if (before != null && !changed.isEmpty()) {
            before.side()
                    .outdated(changed, present, dialect)
                    .forEach(file -> settings.warnings().accept(ImportMessages.fileOutdated(file, before.tool())));
        }
    }

    /** Whether a run writes the other tool's table, too. */
    boolean writesBoth() {
        Predecessor before = settings.predecessor();
        return before != null && before.isWritten();
    }

    /**
     * Refuses to go on where both tables are written, and say two things: the other tool would run a revision again, or
     * we would.
     */
    void requireAgreement(OpenDatabase database, RevisionGraph graph, AppliedState state) throws SQLException {
        List<Problem> problems = disagreements(database, graph, state);
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    /** The same for those who only look. */
    private void warnOfDisagreement(OpenDatabase database, RevisionGraph graph, AppliedState state)
            throws SQLException {
        disagreements(database, graph, state)
                .forEach(problem -> settings.warnings().accept(problem.message()));
    }

    private List<Problem> disagreements(OpenDatabase database, RevisionGraph graph, AppliedState state)
            throws SQLException {
        Predecessor before = settings.predecessor();
        if (before == null || !before.isWritten() || !state.unknown().isEmpty()) {
            return List.of();
        }
        Set<String> applied =
                new HashSet<>(graph.applied(state.history().rows()).ids());
        applied.removeAll(state.late(graph).missing().ids());
        return before.disagreements(graph, applied, database.jdbc(), database.dialect());
    }

    /** Writes what the other tool knows already, and nothing into its table. */
    static void record(
            OpenDatabase database, RevisionGraph graph, List<String> after, KnownObjects objects, Hooks hooks)
            throws SQLException {
        SideChange change = SideChange.ofRows(List.of(), after);
        database.stamperOfOwn().take(change, graph.revisionsOf(after), objects, hooks);
    }

    /** Refuses a plan with revisions that a tool does not know whose table is written, too. */
    void requireKnown(Plan plan) {
        List<Revision> applied = plan.steps().stream()
                .filter(step -> step.direction() == Direction.UP)
                .map(Step::revision)
                .toList();
        settings.side().require(applied);
    }
}
