package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.KnownObjects;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.SideState;
import io.kmigrate.history.SideState.Script;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.message.RepeatableMessages;
import io.kmigrate.operation.Operation;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Route;
import io.kmigrate.repeatable.DeclaredObjects;
import io.kmigrate.repeatable.DeclaredRepeatable;
import io.kmigrate.repeatable.LostObjects;
import io.kmigrate.repeatable.Repeatable;
import io.kmigrate.repeatable.RepeatableFile;
import io.kmigrate.repeatable.RepeatableHistory;
import io.kmigrate.repeatable.RepeatableHistory.Former;
import io.kmigrate.repeatable.RepeatableHistory.Side;
import io.kmigrate.repeatable.RepeatablePlan;
import io.kmigrate.repeatable.RepeatablePlanner;
import io.kmigrate.repeatable.RepeatablePlanner.Steps;
import io.kmigrate.repeatable.RepeatableSource;
import io.kmigrate.repeatable.RepeatableStep;
import io.kmigrate.repeatable.RepeatableStep.Action;
import io.kmigrate.repeatable.RepeatableStep.Reason;
import io.kmigrate.repeatable.RevisionObjects;
import io.kmigrate.schema.Snapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What a run does about the objects that follow their text. Loads their scripts once one of them changed. */
@API(status = INTERNAL, since = "0.1")
public final class Repeatables {
    private final RepeatableSource source;
    private final @Nullable String environment;
    private final Consumer<String> warnings;

    public Repeatables(RepeatableSource source, @Nullable String environment, Consumer<String> warnings) {
        this.source = source;
        this.environment = environment;
        this.warnings = warnings;
    }

    /** Whether the history has all scripts as they are, and every object is there. */
    boolean areSettled(RepeatableHistory history) {
        List<RepeatableFile> files = source.files();
        return (files.isEmpty() && history.isEmpty())
                || (news(files, history).isEmpty() && history.missing().isEmpty());
    }

    /**
     * What the history says, less the objects that the catalog does not have: somebody dropped them. Asks nothing where
     * there are none.
     */
    static RepeatableHistory seen(OpenDatabase database, RepeatableHistory history) throws SQLException {
        Set<String> keys = history.isEmpty() ? Set.of() : history.present().keySet();
        return LostObjects.canTell(keys)
                ? database.objectNames()
                        .map(names -> history.without(new LostObjects(names).among(keys)))
                        .orElse(history)
                : history;
    }

    /** The same of a whole state. */
    static AppliedState seen(OpenDatabase database, AppliedState state) throws SQLException {
        return state.with(seen(database, state.records().repeatables()));
    }

    /** The fingerprints of scripts that are not as the history says, by name; an empty one for a script that is gone. */
    Map<String, String> news(RepeatableHistory history) {
        return news(source.files(), history);
    }

    private Map<String, String> news(List<RepeatableFile> files, RepeatableHistory history) {
        Map<String, String> news = new LinkedHashMap<>();
        for (RepeatableFile file : files) {
            String mark = mark(file);
            if (!mark.equals(history.files().get(file.name()))) {
                news.put(file.name(), mark);
            }
        }
        Set<String> names = new TreeSet<>();
        files.forEach(file -> names.add(file.name()));
        history.files().keySet().stream().filter(name -> !names.contains(name)).forEach(name -> news.put(name, ""));
        return news;
    }

    /**
     * Objects that the database has from another tool, as their scripts declare them now. Where a script was edited
     * since, some are others, and are applied.
     */
    KnownObjects taken(SideState found, Dialect dialect, Consumer<String> heard) {
        List<RepeatableFile> files = found.scripts().isEmpty() ? List.of() : source.files();
        if (files.isEmpty()) {
            return KnownObjects.NONE;
        }
        List<DeclaredRepeatable> declared = new DeclaredObjects(source.load()).on(dialect.name(), environment);
        List<DeclaredRepeatable> objects = new ArrayList<>();
        Map<String, String> whole = new LinkedHashMap<>();
        for (RepeatableFile file : files) {
            Optional<Script> script = found.scripts().stream()
                    .filter(known -> known.isAt(file.name()))
                    .findFirst();
            if (script.isPresent()) {
                List<DeclaredRepeatable> own = declared.stream()
                        .filter(object -> object.file().equals(file.name()))
                        .toList();
                List<DeclaredRepeatable> same = own.stream()
                        .filter(object -> script.get()
                                .has(object.object().key(), object.object().checksum()))
                        .toList();
                objects.addAll(same);
                if (same.size() == own.size()) {
                    whole.put(file.name(), mark(file));
                } else {
                    heard.accept(ImportMessages.objectsEdited(file.name()));
                }
            }
        }
        return new KnownObjects(objects, whole);
    }

    /** The same, and the user hears of it. */
    KnownObjects taken(SideState found, Dialect dialect) {
        return taken(found, dialect, warnings);
    }

    /** A script can be for some environments alone. */
    private String mark(RepeatableFile file) {
        return environment == null ? file.fingerprint() : file.fingerprint() + "@" + environment;
    }

    /** What an upgrade would look at. */
    RepeatableStatus status(RepeatableHistory history) {
        List<RepeatableFile> files = source.files();
        if (files.isEmpty() && history.isEmpty()) {
            return RepeatableStatus.NONE;
        }
        List<String> changed = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        news(files, history).forEach((name, mark) -> (mark.isEmpty() ? removed : changed).add(name));
        return new RepeatableStatus(changed, removed, List.copyOf(history.missing()));
    }

    /** The plan, with what is to be done about the objects. */
    Plan with(Plan plan, Route route, RunRequest request, AppliedState state, Dialect dialect) {
        RepeatableHistory history = state.records().repeatables();
        // Beside revisions of a newer release, its objects are newer, too.
        if (!state.unknown().isEmpty() || (source.files().isEmpty() && history.isEmpty())) {
            return plan;
        }
        boolean isUp = request.direction() == Direction.UP;
        boolean reachesHeads = isUp && reachesHeads(request.graph(), route);
        if (plan.steps().isEmpty() && (isUp ? !reachesHeads || areSettled(history) : history.isEmpty())) {
            return plan;
        }
        List<DeclaredRepeatable> declared = reachesHeads ? declared(dialect) : List.of();
        RevisionObjects revisions = new RevisionObjects(
                () -> request.plans().startAt(route.rowsBefore()).objects());
        RepeatablePlanner planner = new RepeatablePlanner(declared, history, plan.operations(), revisions);
        Steps steps = reachesHeads
                ? planner.toDeclared()
                : isUp ? planner.asTheyAre() : planner.toFormer(former(request.graph(), route, history, revisions));
        Map<String, String> files = reachesHeads ? news(history) : isUp ? Map.of() : forgotten(steps, history);
        RepeatablePlan objects = new RepeatablePlan(
                steps.before(), steps.after(), steps.present(), files, route.rowsBefore(), route.rowsAfter());
        refuse(objects, dialect);
        return plan.with(objects);
    }

    /**
     * The same for a text of SQL, for a database that nobody asks: all objects are applied, and those that the revisions
     * could find in their way are dropped first.
     */
    public Plan offline(Plan plan, Route route, RevisionGraph graph, Dialect dialect) {
        List<RepeatableFile> files = source.files();
        if (files.isEmpty() || plan.steps().isEmpty() || !reachesHeads(graph, route)) {
            return plan;
        }
        List<DeclaredRepeatable> declared = declared(dialect);
        RepeatableHistory assumed = route.rowsBefore().isEmpty() ? RepeatableHistory.NONE : assumed(declared);
        Steps inTheWay = new RepeatablePlanner(declared, assumed, plan.operations(), RevisionObjects.NONE).toDeclared();
        Steps all = new RepeatablePlanner(declared, RepeatableHistory.NONE, plan.operations(), RevisionObjects.NONE)
                .toDeclared();
        RepeatablePlan objects = new RepeatablePlan(
                inTheWay.before(),
                all.after(),
                List.of(),
                news(files, RepeatableHistory.NONE),
                route.rowsBefore(),
                route.rowsAfter());
        refuse(objects, dialect);
        return plan.with(objects);
    }

    private List<DeclaredRepeatable> declared(Dialect dialect) {
        List<DeclaredRepeatable> declared = new DeclaredObjects(source.load()).on(dialect.name(), environment);
        List<Problem> problems = DeclaredNames.problems(declared, dialect);
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
        return declared;
    }

    private static RepeatableHistory assumed(List<DeclaredRepeatable> declared) {
        return new RepeatableHistory(declared.stream()
                .map(DeclaredRepeatable::object)
                .map(object -> new RepeatableHistory.Row(
                        RepeatableHistory.Event.APPLIED,
                        object.key(),
                        object.checksum(),
                        null,
                        object.stored(),
                        List.of()))
                .toList());
    }

    /** After a way down the scripts say something else than the database has, so that an upgrade must look at them. */
    private static Map<String, String> forgotten(Steps steps, RepeatableHistory history) {
        Map<String, String> files = new LinkedHashMap<>();
        if (!steps.before().isEmpty() || !steps.after().isEmpty()) {
            history.files().keySet().forEach(file -> files.put(file, ""));
        }
        return files;
    }

    private static boolean reachesHeads(RevisionGraph graph, Route route) {
        return graph.all().minus(graph.applied(route.rowsAfter())).isEmpty();
    }

    private static List<Repeatable> former(
            RevisionGraph graph, Route route, RepeatableHistory history, RevisionObjects revisions) {
        Set<String> applied = Set.copyOf(graph.applied(route.rowsAfter()).ids());
        Former former = history.at(rows -> {
            if (applied.containsAll(rows)) {
                return Side.WITHIN;
            }
            return rows.stream().allMatch(row -> graph.find(row).isPresent()) ? Side.ABOVE : Side.UNKNOWN;
        });
        // An object that the revisions made becomes theirs again.
        List<String> unknown = former.unknown().stream()
                .filter(key -> history.objects().stream()
                        .noneMatch(object -> object.key().equals(key)
                                && revisions.like(object).isPresent()))
                .toList();
        if (!unknown.isEmpty() && !route.rowsAfter().isEmpty()) {
            throw RepeatableMessages.formerUnknown(unknown, String.join(", ", route.rowsAfter()))
                    .exception();
        }
        return former.objects();
    }

    /** Says before anything runs what the database cannot do. */
    private static void refuse(RepeatablePlan plan, Dialect dialect) {
        List<Problem> problems = new ArrayList<>();
        for (RepeatableStep step : plan.after()) {
            try {
                Operation creation = step.object().creation();
                dialect.render(creation, Catalog.of(Snapshot.empty()));
            } catch (MigrationException impossible) {
                impossible.problems().forEach(problem -> problems.add(problem.at(step.location())));
            }
        }
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    /** Says which objects stay although no script declares them. */
    void warn(Plan plan) {
        plan.repeatables().before().stream()
                .filter(step -> step.action() == Action.FORGET && step.reason() != Reason.MISSING)
                .forEach(step ->
                        warnings.accept(RepeatableMessages.stays(step.object().key())));
    }
}
