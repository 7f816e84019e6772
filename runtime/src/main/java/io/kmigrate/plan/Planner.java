package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Problem;
import io.kmigrate.graph.CurrentTargets;
import io.kmigrate.graph.Links;
import io.kmigrate.graph.Resolver;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.graph.Target;
import io.kmigrate.history.History;
import io.kmigrate.message.LateMessages;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Finds the way from what a database has to what is asked for. */
@API(status = INTERNAL, since = "0.1")
public final class Planner {
    private final RevisionGraph graph;
    private final History history;
    private final Resolver resolver;
    private final CurrentTargets targets;
    private final RevisionSet missing;

    public Planner(RevisionGraph graph, History history) {
        this(graph, history, graph.setOf(List.of()));
    }

    /**
     * For a database that lacks revisions beneath those it has.
     *
     * @param missing which: an upgrade begins with them, and a downgrade passes them by
     */
    public Planner(RevisionGraph graph, History history, RevisionSet missing) {
        this.graph = graph;
        this.history = history;
        this.resolver = new Resolver(graph);
        this.targets = new CurrentTargets(resolver, false);
        this.missing = missing;
    }

    /**
     * Applies the targets and all they need; nothing when they are applied already.
     *
     * @param wanted a single one may be relative to what is applied
     */
    public Route upgrade(List<Target> wanted) {
        List<Revision> current = graph.revisionsOf(history.rows());
        List<Revision> reached = new ArrayList<>();
        for (Target target : wanted) {
            reached.addAll(wanted.size() == 1 ? targets.up(target, () -> current) : resolver.revisions(target));
        }
        new Overlap(graph).refuseTargets(reached);
        new Overlap(graph).refuseRows(current);
        RevisionSet applied = graph.applied(history.rows());
        RevisionSet pending = graph.setOf(reached).withAncestors(Links.ALL).minus(applied);
        return route(applied, missing.union(pending).oldestFirst(), Direction.UP, List.of());
    }

    public Route upgrade(Target target) {
        return upgrade(List.of(target));
    }

    /** Takes back what stands on the target, and nothing else. */
    public Route downgrade(Target target) {
        RevisionSet applied = graph.applied(history.rows());
        CurrentTargets.Goal goal = targets.down(target, history.rows());
        RevisionSet rows = graph.setOf(graph.revisionsOf(history.rows()));
        RevisionSet unwound = new DowngradeRevisions(graph, rows, target, goal).revisions();
        return route(applied, unwound.minus(missing).newestFirst(), Direction.DOWN, warnings(target, unwound));
    }

    /** One revision alone, as an unfinished step needs it. */
    public Route single(Revision revision, Direction direction) {
        return route(graph.applied(history.rows()), List.of(revision), direction, List.of());
    }

    /**
     * What the version table says once stamped: the targets, in place of the rows related to any of them.
     *
     * @param purge whether to forget all rows first, even those no script knows
     */
    public History stamp(List<Target> wanted, boolean purge) {
        return new Stamp(graph, purge ? History.EMPTY : history).at(wanted);
    }

    private Route route(RevisionSet applied, List<Revision> revisions, Direction direction, List<Problem> warnings) {
        VersionRows rows = new VersionRows(graph, applied, missing);
        List<Move> moves = revisions.stream()
                .map(revision -> new Move(revision, direction, rows.after(revision, direction)))
                .toList();
        return new Route(history.rows(), moves, warnings);
    }

    private List<Problem> warnings(Target target, RevisionSet unwound) {
        List<Problem> warnings = new ArrayList<>();
        boolean isBare = target.isRelativeToCurrent() && target.branch() == null;
        if (isBare && history.rows().size() > 1) {
            warnings.add(TargetMessages.downgradeFromSeveral(history.rows(), target.text()));
        }
        RevisionSet passedBy = unwound.intersect(missing);
        if (!passedBy.isEmpty()) {
            warnings.add(
                    LateMessages.passedBy(passedBy.stream().map(Revision::label).toList()));
        }
        return warnings;
    }
}
