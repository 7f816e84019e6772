package io.kmigrate.graph;

import io.kmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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
            parents.add(resolved(revision.parents().stream(), names));
            needs.add(resolved(Stream.concat(revision.parents().stream(), revision.dependsOn().stream()), names));
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

    private static List<Integer> resolved(Stream<String> links, Map<String, Integer> names) {
        Set<Integer> result = new LinkedHashSet<>();
        links.map(names::get).filter(Objects::nonNull).forEach(result::add);
        return List.copyOf(result);
    }
}
