package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Fix;
import io.kmigrate.graph.RelativeRangeEnds;
import io.kmigrate.graph.Resolver;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.graph.Target;
import io.kmigrate.graph.TargetRange;
import io.kmigrate.history.History;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a database has, compared with what there is: the questions that move nothing.
 *
 * @param unfinished what a run began and did not finish, oldest first
 * @param late what the scripts put beneath applied revisions after those had been applied
 * @param skipped the ids of revisions that were passed over, as they are for other environments: the version rows
 *     imply them, and nothing of them ran
 */
@API(status = STABLE, since = "0.1")
public record Status(
        RevisionGraph graph,
        History history,
        List<UnfinishedRevision> unfinished,
        LateRevisions late,
        Set<String> skipped) {
    public Status {
        skipped = Set.copyOf(skipped);
        unfinished = List.copyOf(unfinished);
    }

    /** Of a database where all runs ended, and nothing came late. */
    public Status(RevisionGraph graph, History history) {
        this(graph, history, List.of(), LateRevisions.none(graph), Set.of());
    }

    /** All that is applied: the rows and what they imply, without what is missing. */
    public RevisionSet applied() {
        return graph.applied(history.rows()).minus(missing());
    }

    /** What stands beneath applied revisions and was never applied itself. */
    public RevisionSet missing() {
        return late.missing();
    }

    /** What {@code upgrade heads} would apply, once nothing is missing. */
    public RevisionSet pending() {
        return graph.all().minus(graph.applied(history.rows()));
    }

    /** The rows, and the tips of the branches that only a dependency keeps from having one. */
    public RevisionSet current() {
        return graph.branchHeads(applied());
    }

    /** The revisions of a range, whose ends may count from a revision: {@code ae10+2:}, {@code :current+1}. */
    public RevisionSet between(TargetRange range) {
        return new RelativeRangeEnds(graph, history.rows())
                .in(range)
                .map(this::range)
                .orElse(graph.setOf(List.of()));
    }

    /** The revisions of a range as Alembic knows it: a lower end does not count from a revision. */
    public RevisionSet range(TargetRange range) {
        return new HistoryRange(graph, history, range).revisions();
    }

    /** The revisions a target names; {@code current} are the rows, base is none. */
    public List<Revision> show(Target target) {
        return target.isCurrent() ? graph.revisionsOf(history.rows()) : new Resolver(graph).revisions(target);
    }

    /**
     * Compares the rows with the heads that no other revision depends on: the rows that {@code upgrade heads}
     * leaves.
     *
     * @throws NotAtHeadsException when they differ
     * @throws io.kmigrate.failure.MigrationException naming revisions that came late
     */
    public void requireHeads() {
        late.requireNone();
        if (!history.rows().equals(graph.effectiveHeads().ids())) {
            throw new NotAtHeadsException(history.rows(), ids(graph.effectiveHeads()), forward());
        }
    }

    /** Refuses a database with late revisions, or with pending ones: {@link NotUpToDateException}. */
    public void requireUpToDate() {
        late.requireNone();
        if (!pending().isEmpty()) {
            throw new NotUpToDateException(ids(pending()), forward());
        }
    }

    /** What leads to the heads: nothing does before what stopped is finished. */
    private Fix forward() {
        return unfinished.isEmpty()
                ? TargetMessages.upgradeHeads()
                : unfinished.get(0).fix();
    }

    private static List<String> ids(RevisionSet revisions) {
        return revisions.oldestFirst().stream().map(Revision::id).toList();
    }
}
