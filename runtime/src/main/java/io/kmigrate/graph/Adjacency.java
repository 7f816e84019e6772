package io.kmigrate.graph;

import io.kmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The links among a list of revisions by position; links that lead nowhere are left out. */
final class Adjacency {
    private final List<List<Integer>> parents = new ArrayList<>();
    private final List<List<Integer>> needs = new ArrayList<>();
    private final List<List<Integer>> needers = new ArrayList<>();

    static Adjacency of(List<Revision> revisions) {
        Map<String, Integer> names = new HashMap<>();
        for (int node = 0; node < revisions.size(); node++) {
            for (String label : revisions.get(node).branchLabels()) {
                names.putIfAbsent(label, node);
            }
        }
        for (int node = 0; node < revisions.size(); node++) {
            names.put(revisions.get(node).id(), node);
        }
        return new Adjacency(revisions, names);
    }

    private Adjacency(List<Revision> revisions, Map<String, Integer> names) {
        revisions.forEach(revision -> needers.add(new ArrayList<>()));
        for (int node = 0; node < revisions.size(); node++) {
            Revision revision = revisions.get(node);
            List<Integer> found = resolved(revision.parents(), List.of(), names);
            parents.add(found);
            needs.add(
                    revision.dependsOn().isEmpty() ? found : resolved(revision.parents(), revision.dependsOn(), names));
            for (int need : needs.get(node)) {
                needers.get(need).add(node);
            }
        }
    }

    /** What a node stands on. */
    List<Integer> below(int node, Links links) {
        return links == Links.PARENTS ? parents.get(node) : needs.get(node);
    }

    List<Integer> needersOf(int node) {
        return needers.get(node);
    }

    int[] needCounts() {
        return needs.stream().mapToInt(List::size).toArray();
    }

    int size() {
        return needs.size();
    }

    private static List<Integer> resolved(List<String> links, List<String> more, Map<String, Integer> names) {
        Set<Integer> result = new LinkedHashSet<>();
        for (List<String> some : List.of(links, more)) {
            for (String link : some) {
                Integer node = names.get(link);
                if (node != null) {
                    result.add(node);
                }
            }
        }
        return List.copyOf(result);
    }
}
