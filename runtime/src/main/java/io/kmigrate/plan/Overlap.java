package io.kmigrate.plan;

import io.kmigrate.graph.Links;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.revision.Revision;
import java.util.Collection;
import java.util.List;

/** Refuses revisions one of which stands on another. */
record Overlap(RevisionGraph graph) {
    void refuseTargets(Collection<Revision> targets) {
        refuse(targets, "target", "name only the upper one");
    }

    void refuseRows(Collection<Revision> rows) {
        refuse(rows, "version table row", "the upper one implies the other: `stamp --purge` what is really applied");
    }

    void refuseStarts(Collection<Revision> starts) {
        refuse(starts, "start of the range", "begin the range at the lower one");
    }

    private void refuse(Collection<Revision> revisions, String role, String fix) {
        RevisionSet all = graph.setOf(revisions);
        RevisionSet covered = all.intersect(all.strictAncestors(Links.ALL));
        if (covered.isEmpty()) {
            return;
        }
        for (Revision upper : all) {
            RevisionSet below = covered.intersect(graph.setOf(List.of(upper)).strictAncestors(Links.ALL));
            if (!below.isEmpty()) {
                throw new OverlappingRevisionsException(upper, below.oldestFirst(), role, fix);
            }
        }
    }
}
