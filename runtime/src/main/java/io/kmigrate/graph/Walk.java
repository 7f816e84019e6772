package io.kmigrate.graph;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Single steps along parents, for a relative target. */
final class Walk {
    private final Resolver resolver;
    private final Target.Relative target;
    private final @Nullable String branch;
    private final boolean clamped;
    private @Nullable RevisionSet lineage;

    /**
     * Nothing is looked up before it is needed.
     *
     * @param branch where to turn at forks on the way up; null to refuse forks
     * @param clamped whether to stop at the last revision, or at base, instead of leaving the graph
     */
    Walk(Resolver resolver, Target.Relative target, @Nullable String branch, boolean clamped) {
        this.resolver = resolver;
        this.target = target;
        this.branch = branch;
        this.clamped = clamped;
    }

    /** Empty when the walk leaves the graph. */
    Optional<Position> from(Position start) {
        Position position = start;
        for (int step = 0; step < target.steps(); step++) {
            List<Position> ways = target.isUp() ? above(position) : below(position);
            if (ways.isEmpty()) {
                return clamped ? Optional.of(position) : Optional.empty();
            }
            if (ways.size() > 1) {
                throw ambiguous(position, revisions(ways));
            }
            position = ways.get(0);
        }
        return Optional.of(position);
    }

    private MigrationException ambiguous(Position position, List<Revision> ways) {
        return TargetMessages.ambiguousWalk(
                        target.text(),
                        position.label(),
                        ways.stream().map(Revision::label).toList(),
                        ways.get(0).id())
                .exception();
    }

    private List<Position> above(Position position) {
        Revision revision = position.revision();
        RevisionGraph graph = resolver.graph();
        List<Revision> ways = revision == null ? graph.bases().oldestFirst() : graph.children(revision);
        return branch == null || ways.isEmpty() ? positions(ways) : positions(onBranch(branch, ways));
    }

    private List<Revision> onBranch(String label, List<Revision> ways) {
        RevisionSet members = lineage == null ? resolver.lineage(label) : lineage;
        lineage = members;
        return ways.stream().filter(members::contains).toList();
    }

    private List<Position> below(Position position) {
        Revision revision = position.revision();
        if (revision == null) {
            return List.of();
        }
        List<Revision> parents = resolver.graph().parents(revision);
        return parents.isEmpty() ? List.of(Position.BASE) : positions(parents);
    }

    private static List<Position> positions(List<Revision> revisions) {
        return revisions.stream().map(Position::new).toList();
    }

    private static List<Revision> revisions(List<Position> positions) {
        return positions.stream()
                .flatMap(position -> position.toRevision().stream())
                .toList();
    }
}
