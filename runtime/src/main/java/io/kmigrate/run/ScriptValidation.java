package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.Feasibility;
import io.kmigrate.execution.ScriptSqlCheck;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.Target;
import io.kmigrate.history.History;
import io.kmigrate.message.SchemaMessages;
import io.kmigrate.plan.Branches;
import io.kmigrate.plan.Planner;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.plan.Validation;
import io.kmigrate.repeatable.DeclaredObjects;
import io.kmigrate.repeatable.DeclaredRepeatable;
import io.kmigrate.repeatable.RepeatableSource;
import io.kmigrate.revision.Deployment;
import io.kmigrate.revision.Migration;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Looks through all scripts without a database. Where they ask for the database or the environment, each answer is
 * replayed by itself.
 *
 * @param environment null for each that a script names, and none
 * @param ownTables in which a run keeps what was applied
 */
@API(status = INTERNAL, since = "0.1")
public record ScriptValidation(
        RevisionGraph graph,
        Plans plans,
        RepeatableSource repeatables,
        @Nullable String environment,
        List<TableName> ownTables) {
    /** {@code dialects}: that of the database, or all where it is not known. */
    public Validation on(List<Dialect> dialects) {
        List<Migration> migrations = plans.migrations();
        List<Deployment> places = places(migrations, dialects);
        Map<Problem, List<Deployment>> problems = new LinkedHashMap<>();
        Map<Problem, List<Deployment>> warnings = new LinkedHashMap<>();
        for (Deployment place : places) {
            Validation replayed = plans.validate(plans.in(place).migrations());
            note(problems, replayed.problems(), place);
            note(warnings, replayed.warnings(), place);
        }
        List<Problem> found = new ArrayList<>(placed(problems, places.size()));
        found.addAll(ScriptSqlCheck.problems(migrations, dialects));
        found.addAll(dialects.stream()
                .flatMap(dialect -> new OwnTablesCheck(dialect, ownTables).ofScripts(migrations).stream())
                .distinct()
                .toList());
        if (found.isEmpty() && !repeatables.files().isEmpty()) {
            found.addAll(ofRepeatables(migrations, dialects));
        }
        return new Validation(migrations.size(), found, placed(warnings, places.size()));
    }

    private List<Problem> ofRepeatables(List<Migration> migrations, List<Dialect> dialects) {
        Set<String> tables = new TreeSet<>();
        for (Deployment place : places(migrations, dialects)) {
            plans.in(place).schemaAt(graph.heads().ids()).tables().forEach(table -> {
                tables.add(table.name().name());
                tables.add(table.name().toString());
            });
        }
        List<DeclaredRepeatable> declared = repeatables.load();
        List<Problem> found = new ArrayList<>(new DeclaredObjects(declared)
                .problems(dialects.stream().map(Dialect::name).toList(), tables, environment));
        declared.forEach(object -> found.addAll(otherName(object, dialects)));
        return found;
    }

    /** Databases write names each in their way: where the database is not known, one of them is enough. */
    private static List<Problem> otherName(DeclaredRepeatable object, List<Dialect> dialects) {
        List<List<Problem>> found = dialects.stream()
                .filter(dialect ->
                        object.databases().isEmpty() || object.databases().contains(dialect.name()))
                .map(dialect -> DeclaredNames.problems(List.of(object), dialect))
                .toList();
        return found.stream().allMatch(problems -> !problems.isEmpty())
                ? found.stream().flatMap(List::stream).distinct().toList()
                : List.of();
    }

    /** The same, and what a kind of database cannot do. */
    public Validation possibleOn(Dialect dialect) {
        Validation replayed = on(List.of(dialect));
        Route whole = new Planner(graph, History.EMPTY).upgrade(List.of(Target.parse("heads")));
        Set<Problem> problems = new LinkedHashSet<>(replayed.problems());
        for (Deployment place : places(plans.migrations(), List.of(dialect))) {
            problems.addAll(Feasibility.problems(plans.in(place).of(whole), dialect, Snapshot.empty()));
        }
        return new Validation(replayed.revisions(), List.copyOf(problems), replayed.warnings());
    }

    private List<Deployment> places(List<Migration> migrations, List<Dialect> dialects) {
        return new Branches(migrations, environment)
                .of(dialects.stream().map(Dialect::name).toList());
    }

    private static void note(Map<Problem, List<Deployment>> found, List<Problem> problems, Deployment place) {
        problems.forEach(problem ->
                found.computeIfAbsent(problem, first -> new ArrayList<>()).add(place));
    }

    /** What is wrong in some of the places alone says where. */
    private static List<Problem> placed(Map<Problem, List<Deployment>> found, int places) {
        List<Problem> result = new ArrayList<>();
        found.forEach((problem, here) -> result.add(
                here.size() == places
                        ? problem
                        : SchemaMessages.inPlaces(
                                problem, here.stream().map(Deployment::label).toList())));
        return result;
    }
}
