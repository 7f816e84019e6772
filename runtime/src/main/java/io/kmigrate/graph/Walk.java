package io.kmigrate.graph;

import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Single steps along parents, for relative targets.
 *
 * @param branch where to turn at forks on the way up; null to refuse forks
 * @param clamped whether to stop at the last revision, or at base, instead of leaving the graph
 */
record Walk(
        Resolver resolver, Target.Relative target, @Nullable String branch, boolean clamped) {
    /** Empty when the walk leaves the graph. */
    Optional<Position> from(Position start) {
        Position position = start;
        for (int step = 0; step < target.steps(); step++) {
            List<Position> ways = target.isUp() ? above(position) : below(position);
            if (ways.isEmpty()) {
                return clamped ? Optional.of(position) : Optional.empty();
            }
            if (ways.size() > 1) {
                throw new AmbiguousWalkException(target.text(), position.label(), revisions(ways));
            }
            position = ways.get(0);
        }
        return Optional.of(position);
    }

    private List<Position> above(Position position) {
        Revision revision = position.revision();
        RevisionGraph graph = resolver.graph();
        RevisionSet ways = revision == null ? graph.bases() : graph.children(revision);
        RevisionSet kept = branch == null || ways.isEmpty() ? ways : ways.intersect(resolver.lineage(branch));
        return kept.stream().map(Position::new).toList();
    }

    private List<Position> below(Position position) {
        Revision revision = position.revision();
        if (revision == null) {
            return List.of();
        }
        RevisionSet parents = resolver.graph().parents(revision);
        return parents.isEmpty()
                ? List.of(Position.BASE)
                : parents.stream().map(Position::new).toList();
    }

    private static List<Revision> revisions(List<Position> positions) {
        return positions.stream()
                .flatMap(position -> position.toRevision().stream())
                .toList();
    }
}
