package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.graph.Links;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How two heads become one without a merge: a branch that no applied revision is on moves onto an applied head.
 *
 * @param first the lowest revision of the branch, whose script gets another parent
 * @param onto the applied head, its new parent
 */
@API(status = INTERNAL, since = "0.1")
public record HeadMove(Revision first, Revision onto) {
    /** The first move that is possible; empty where no head is applied, or all are. */
    public static Optional<HeadMove> among(RevisionGraph graph, RevisionSet heads, RevisionSet applied) {
        return heads.intersect(applied).stream()
                .flatMap(onto ->
                        heads.minus(applied).stream().flatMap(head -> between(graph, applied, head, onto).stream()))
                .findFirst();
    }

    private static Optional<HeadMove> between(RevisionGraph graph, RevisionSet applied, Revision head, Revision onto) {
        RevisionSet below = graph.setOf(List.of(onto)).withAncestors(Links.ALL);
        RevisionSet branch =
                graph.setOf(List.of(head)).withAncestors(Links.PARENTS).minus(below);
        List<Revision> firsts = branch.stream()
                .filter(revision ->
                        graph.setOf(graph.parents(revision)).intersect(branch).isEmpty())
                .toList();
        boolean isOneLine = firsts.size() == 1 && firsts.get(0).parents().size() < 2;
        return isOneLine && branch.intersect(applied).isEmpty()
                ? Optional.of(new HeadMove(firsts.get(0), onto))
                : Optional.empty();
    }
}
