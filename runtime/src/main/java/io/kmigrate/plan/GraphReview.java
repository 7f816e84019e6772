package io.kmigrate.plan;

import io.kmigrate.failure.Location;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.ForgottenParents;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.message.GraphMessages;
import io.kmigrate.revision.Revision;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is allowed in a graph and seldom meant: several bases, several heads. */
final class GraphReview {
    private GraphReview() {}

    /** A base that lost its parent explains a second head, which then needs no word of its own. */
    static List<Problem> warnings(RevisionGraph graph) {
        List<Problem> bases = ForgottenParents.in(graph).bases().stream()
                .map(GraphReview::forgotten)
                .toList();
        if (!bases.isEmpty()) {
            return bases;
        }
        List<Revision> heads = graph.effectiveHeads().oldestFirst();
        return heads.size() < 2 || areBranches(graph, heads)
                ? List.of()
                : List.of(GraphMessages.severalHeads(
                        heads.stream().map(Revision::id).toList(),
                        heads.stream().map(Revision::label).toList()));
    }

    private static Problem forgotten(ForgottenParents.Base base) {
        String path = base.revision().path();
        Problem problem = GraphMessages.forgottenParent(
                base.revision().id(),
                base.parent() == null ? null : base.parent().id());
        return path == null ? problem : problem.at(Location.of(path));
    }

    /** Branches that stay apart on purpose have labels, each its own; the main line needs none. */
    private static boolean areBranches(RevisionGraph graph, List<Revision> heads) {
        Set<Set<String>> seen = new HashSet<>();
        return heads.stream().map(graph::branchLabels).allMatch(seen::add);
    }
}
