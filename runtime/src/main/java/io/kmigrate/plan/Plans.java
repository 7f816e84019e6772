package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Problem;
import io.kmigrate.graph.Links;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.message.ScriptMessages;
import io.kmigrate.operation.ReplayException;
import io.kmigrate.revision.Deployment;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.MigrationDigest;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** Fills a route with operations. Loads the scripts it needs and no others. */
@API(status = INTERNAL, since = "0.1")
public final class Plans {
    private final RevisionGraph graph;
    private final MigrationSource source;
    private final Deployment place;

    /** Plans for no place that is known. */
    public Plans(RevisionGraph graph, MigrationSource source) {
        this(graph, source, Deployment.UNKNOWN);
    }

    private Plans(RevisionGraph graph, MigrationSource source, Deployment place) {
        this.graph = graph;
        this.source = source;
        this.place = place;
    }

    /** Those for a place: what does not run there is in none of them. */
    public Plans in(Deployment other) {
        return new Plans(graph, source, other);
    }

    /**
     * The plan for a route.
     *
     * @throws IrreversibleException when a revision on the way down cannot be undone
     */
    public Plan of(Route route) {
        Map<String, Migration> migrations =
                source.load(route.moves().stream().map(Move::revision).toList());
        List<Step> steps = new ArrayList<>();
        List<String> rows = route.rowsBefore();
        for (Move move : route.moves()) {
            steps.add(step(move, migrations, rows));
            rows = move.rowsAfter();
        }
        return new Plan(steps);
    }

    private Step step(Move move, Map<String, Migration> migrations, List<String> rowsBefore) {
        Migration whole = loaded(migrations, move.revision());
        Migration migration = whole.in(place);
        List<ScriptOperation> operations = move.direction() == Direction.UP
                ? migration.up()
                : new DowngradeOperations(migration, () -> schemaBefore(move.revision())).list();
        return new Step(
                move.revision(),
                move.direction(),
                operations,
                migration.options(),
                MigrationDigest.of(whole, move.revision()),
                rowsBefore,
                move.rowsAfter(),
                place.leavesOut(whole));
    }

    /**
     * The inverses of the first {@code count} operations of an upgrade, in the order of the upgrade.
     *
     * @param decided by 0-based place, whether operations with a guard ran
     * @throws IrreversibleException when one cannot be derived
     */
    public List<Optional<ScriptOperation>> inverses(Step upgrade, int count, Map<Integer, Boolean> decided) {
        Revision revision = upgrade.revision();
        Migration begun = new Migration(
                revision, upgrade.options(), upgrade.operations().subList(0, count), new Migration.Derived());
        return new DowngradeOperations(begun, () -> schemaBefore(revision), decided)
                .inverses(missing -> IrreversibleException.unfinished(
                        revision, DowngradeOperations.word(missing), missing.location()));
    }

    /**
     * Refuses late revisions that cannot be applied after those that stand on them.
     *
     * @throws io.kmigrate.failure.MigrationException naming operations that do not commute
     */
    public void requireCommuting(LateRevisions late) {
        if (!late.missing().isEmpty()) {
            Map<String, Migration> here = new LinkedHashMap<>();
            source.load(LateCommutation.compared(late)).forEach((id, migration) -> here.put(id, migration.in(place)));
            new LateCommutation(late, here).require();
        }
    }

    /** The schema of a database that has what {@code rows} imply, replayed from the scripts. */
    public Snapshot schemaAt(List<String> rows) {
        return replay(Snapshot.empty(), graph.applied(rows).oldestFirst());
    }

    /** The same, with the revisions that made each table what it is. */
    public SchemaHistory schemaHistoryAt(List<String> rows) {
        return SchemaHistory.of(migrations(graph.applied(rows).oldestFirst()).stream()
                .map(migration -> migration.in(place))
                .toList());
    }

    /** What some scripts say, in the order in which they are given; all of it where the place is not known. */
    public List<Migration> migrations(List<Revision> revisions) {
        Map<String, Migration> migrations = source.load(revisions);
        return revisions.stream()
                .map(revision -> loaded(migrations, revision))
                .map(migration -> place.equals(Deployment.UNKNOWN) ? migration : migration.in(place))
                .toList();
    }

    /**
     * The schema that a run starts from on a database that has what {@code rows} imply, as far as the scripts know it.
     * They may change tables that they did not make. A run looks at the real schema, and a plan must not refuse more.
     */
    public Snapshot startAt(List<String> rows) {
        return schemaAfter(graph.applied(rows).oldestFirst());
    }

    /** The schema after these revisions, given in the order of an upgrade. They may change what they did not make. */
    public Snapshot schemaAfter(List<Revision> revisions) {
        return replay(Snapshot.empty().asUncertain(), revisions);
    }

    /**
     * What all scripts say, in the order of an upgrade.
     *
     * @throws io.kmigrate.failure.MigrationException with every error, where scripts do not compile
     */
    public List<Migration> migrations() {
        return migrations(graph.all().oldestFirst());
    }

    /** Replays all scripts, given in the order of an upgrade, up and down; and looks for slips in the graph. */
    public Validation validate(List<Migration> migrations) {
        ScriptReplay replay = new ScriptReplay();
        migrations.forEach(replay::replay);
        List<Problem> warnings = new ArrayList<>(GraphReview.warnings(graph));
        warnings.addAll(replay.warnings());
        List<Problem> problems = new ArrayList<>(replay.problems());
        problems.addAll(new RequiredBackfills(graph, migrations).problems(migrations));
        return new Validation(migrations.size(), problems, warnings);
    }

    /** Scripts may change what they did not make: an inverse that needs nothing of it is not refused for it. */
    private Snapshot schemaBefore(Revision revision) {
        return replay(
                Snapshot.empty().asUncertain(),
                graph.setOf(List.of(revision)).withAncestors(Links.ALL).oldestFirst().stream()
                        .filter(ancestor -> !ancestor.equals(revision))
                        .toList());
    }

    private Snapshot replay(Snapshot start, List<Revision> revisions) {
        Map<String, Migration> migrations = source.load(revisions);
        Snapshot snapshot = start;
        for (Revision revision : revisions) {
            for (ScriptOperation step : loaded(migrations, revision).in(place).up()) {
                snapshot = applied(step, snapshot);
            }
        }
        return snapshot;
    }

    private static Snapshot applied(ScriptOperation step, Snapshot before) {
        try {
            return step.apply(before);
        } catch (ReplayException unfit) {
            throw new ReplayException(unfit.problems().get(0).at(step.location()));
        }
    }

    private static Migration loaded(Map<String, Migration> migrations, Revision revision) {
        Migration migration = migrations.get(revision.id());
        if (migration == null) {
            throw ScriptMessages.notLoaded(revision.id()).exception();
        }
        return migration;
    }
}
