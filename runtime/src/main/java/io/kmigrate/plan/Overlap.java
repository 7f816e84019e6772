package io.kmigrate.plan;

import io.kmigrate.failure.Problem;
import io.kmigrate.graph.Links;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.revision.Revision;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;

/** Refuses revisions one of which is an ancestor of another. */
record Overlap(RevisionGraph graph) {
    void refuseTargets(Collection<Revision> targets) {
        refuse(targets, TargetMessages::overlappingTargets);
    }

    void refuseRows(Collection<Revision> rows) {
        refuse(rows, TargetMessages::overlappingRows);
    }

    void refuseStarts(Collection<Revision> starts) {
        refuse(starts, TargetMessages::overlappingStarts);
    }

    private void refuse(Collection<Revision> revisions, BiFunction<String, List<String>, Problem> message) {
        RevisionSet all = graph.setOf(revisions);
        RevisionSet covered = all.intersect(all.strictAncestors(Links.ALL));
        if (covered.isEmpty()) {
            return;
        }
        for (Revision upper : all) {
            RevisionSet below = covered.intersect(graph.setOf(List.of(upper)).strictAncestors(Links.ALL));
            if (!below.isEmpty()) {
                List<String> ids = below.oldestFirst().stream().map(Revision::id).toList();
                throw message.apply(upper.label(), ids).exception();
            }
        }
    }
}
