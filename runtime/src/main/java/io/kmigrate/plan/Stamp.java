package io.kmigrate.plan;

import io.kmigrate.graph.Links;
import io.kmigrate.graph.Resolver;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.graph.Target;
import io.kmigrate.history.History;
import io.kmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Works out the version rows that a stamp leaves: each target replaces the rows that are its relatives or
 * those of another target, and rows of other branches stay. {@code base} removes them without replacement.
 */
final class Stamp {
    private final RevisionGraph graph;
    private final Resolver resolver;
    private final List<Revision> current;

    Stamp(RevisionGraph graph, History history) {
        this.graph = graph;
        this.resolver = new Resolver(graph);
        this.current = graph.revisionsOf(history.rows());
    }

    History at(List<Target> targets) {
        RevisionSet replaced = replaced(targets);
        List<Revision> destinations = new ArrayList<>();
        targets.forEach(target -> destinations.addAll(resolver.revisions(target)));
        Set<String> rows = new TreeSet<>(graph.setOf(current).ids());
        if (destinations.isEmpty()) {
            replaced.ids().forEach(rows::remove);
        }
        for (Revision destination : destinations) {
            if (replaced.contains(destination)) {
                continue;
            }
            if (isRelative(destination, replaced)) {
                replaced.ids().forEach(rows::remove);
            }
            rows.add(destination.id());
        }
        return History.of(rows);
    }

    private RevisionSet replaced(List<Target> targets) {
        RevisionSet rows = graph.setOf(current);
        RevisionSet result = graph.setOf(List.of());
        for (Target target : targets) {
            if (!rows.isEmpty()) {
                result = result.union(rows.intersect(resolver.lineage(target, Links.ALL)));
            }
        }
        return result;
    }

    private boolean isRelative(Revision destination, RevisionSet rows) {
        RevisionSet relatives = graph.setOf(List.of(destination)).withRelatives(Links.ALL);
        return !relatives.intersect(rows).isEmpty();
    }
}
