package io.kmigrate.plan;

import io.kmigrate.graph.CurrentTargets;
import io.kmigrate.graph.Links;
import io.kmigrate.graph.Position;
import io.kmigrate.graph.Resolver;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.graph.Target;
import io.kmigrate.graph.TargetRange;
import io.kmigrate.history.History;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The revisions between two targets, both included. The upper end counts {@code +N} from the lower one. The
 * lower end counts {@code -N} from the heads, or, where that would leave the graph, from the upper end as far
 * as base.
 */
final class HistoryRange {
    private final RevisionGraph graph;
    private final History history;
    private final Resolver resolver;
    private final CurrentTargets targets;
    private final String text;
    private final Target lower;
    private final Target upper;

    HistoryRange(RevisionGraph graph, History history, TargetRange range) {
        this.graph = graph;
        this.history = history;
        this.resolver = new Resolver(graph);
        this.targets = new CurrentTargets(resolver, true);
        this.text = range.text();
        this.lower = orAtBase(range.from(), "base");
        this.upper = orAtBase(range.to(), "heads");
    }

    RevisionSet revisions() {
        List<Revision> ends = ends();
        RevisionSet required = graph.setOf(ends).withAncestors(Links.ALL);
        List<Revision> starts = starts(required);
        new Overlap(graph).refuseStarts(starts);
        RevisionSet from = graph.setOf(starts);
        RevisionSet result = required.minus(from.withAncestors(Links.ALL)).union(from);
        if (!from.isEmpty()) {
            result = result.intersect(from.withDescendants(Links.PARENTS));
        }
        if (!result.reachableFrom(graph.setOf(ends)).equals(result)) {
            throw TargetMessages.notAnAncestor(text, graph.setOf(ends).ids()).exception();
        }
        return result;
    }

    private List<Revision> ends() {
        List<Revision> ends =
                upper.isCurrent() ? graph.revisionsOf(history.rows()) : targets.up(upper, this::countedFrom);
        String branch = lower.branch();
        if (branch != null) {
            String label = resolver.label(branch);
            ends = ends.stream()
                    .filter(end -> graph.branchLabels(end).contains(label))
                    .toList();
        }
        new Overlap(graph).refuseTargets(ends);
        return ends;
    }

    private List<Revision> countedFrom() {
        return lower.isCurrent()
                ? graph.revisionsOf(history.rows())
                : resolver.one(lower).stream().toList();
    }

    private List<Revision> starts(RevisionSet required) {
        List<Optional<Position>> walked = lower.isCurrent()
                ? graph.revisionsOf(history.rows()).stream()
                        .map(row -> Optional.of(new Position(row)))
                        .toList()
                : resolver.ends(lower);
        boolean isOutside = walked.stream()
                .flatMap(Optional::stream)
                .anyMatch(start -> start.toRevision().filter(required::contains).isEmpty());
        if (isOutside) {
            throw TargetMessages.notAnAncestor(text, required.isEmpty() ? List.of() : List.of(upper.text()))
                    .exception();
        }
        if (!walked.isEmpty() && walked.get(0).isEmpty()) {
            return belowUpper();
        }
        return walked.stream()
                .map(start -> start.flatMap(Position::toRevision)
                        .orElseThrow(() -> TargetMessages.pastTheFirst(lower.text()).exception()))
                .toList();
    }

    private List<Revision> belowUpper() {
        List<String> from = upper.isCurrent() ? history.rows() : List.of(upper.text());
        Revision start = targets.down(lower, from).revision();
        return start == null ? List.of() : List.of(start);
    }

    private Target orAtBase(@Nullable Target target, String otherwise) {
        return target == null || (target.isCurrent() && history.isEmpty()) ? Target.parse(otherwise) : target;
    }
}
