package io.kmigrate.plan;

import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.revision.Revision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps the version rows of an applied set while revisions come and go: the revisions nothing applied stands
 * on. Each change costs the revision's own links, so that a long route stays linear.
 */
final class VersionRows {
    private final RevisionGraph graph;
    private final Map<String, Integer> standingOn = new HashMap<>();
    private final Set<String> rows;

    VersionRows(RevisionGraph graph, RevisionSet applied) {
        this.graph = graph;
        for (Revision revision : applied) {
            graph.needs(revision).forEach(need -> standingOn.merge(need.id(), 1, Integer::sum));
        }
        rows = new TreeSet<>(graph.rows(applied));
    }

    List<String> after(Revision revision, Direction direction) {
        if (direction == Direction.UP) {
            add(revision);
        } else {
            remove(revision);
        }
        return List.copyOf(rows);
    }

    private void add(Revision revision) {
        rows.add(revision.id());
        for (Revision need : graph.needs(revision)) {
            standingOn.merge(need.id(), 1, Integer::sum);
            rows.remove(need.id());
        }
    }

    private void remove(Revision revision) {
        rows.remove(revision.id());
        for (Revision need : graph.needs(revision)) {
            if (standingOn.merge(need.id(), -1, Integer::sum) == 0) {
                rows.add(need.id());
            }
        }
    }
}
