package io.kmigrate.plan;

import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.revision.Revision;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
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
    private final Set<String> missing;

    /**
     * @param applied with all that stands beneath
     * @param missing those of them that the rows imply although they are not there
     */
    VersionRows(RevisionGraph graph, RevisionSet applied, RevisionSet missing) {
        this.graph = graph;
        this.missing = new HashSet<>(missing.ids());
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

    /** One that was missing was implied before. */
    private void add(Revision revision) {
        if (missing.remove(revision.id())) {
            return;
        }
        rows.add(revision.id());
        for (Revision need : graph.needs(revision)) {
            standingOn.merge(need.id(), 1, Integer::sum);
            rows.remove(need.id());
        }
    }

    /** What is missing goes with the last revision that implied it. */
    private void remove(Revision revision) {
        Deque<Revision> gone = new ArrayDeque<>(List.of(revision));
        while (!gone.isEmpty()) {
            Revision next = gone.remove();
            rows.remove(next.id());
            for (Revision need : graph.needs(next)) {
                if (standingOn.merge(need.id(), -1, Integer::sum) == 0) {
                    if (missing.contains(need.id())) {
                        gone.add(need);
                    } else {
                        rows.add(need.id());
                    }
                }
            }
        }
    }
}
