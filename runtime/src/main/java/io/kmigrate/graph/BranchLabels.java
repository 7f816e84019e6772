package io.kmigrate.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How labels spread: to every descendant, and, when the line above the labelled revision neither forks nor
 * merges, back down to the last fork or merge. A dependency counts as a fork.
 */
final class BranchLabels {
    private final RevisionGraph graph;
    private final SortedMap<String, Integer> owners;
    private final Map<String, BitSet> members = new TreeMap<>();

    BranchLabels(RevisionGraph graph, SortedMap<String, Integer> owners) {
        this.graph = graph;
        this.owners = owners;
    }

    SortedSet<String> of(int node) {
        SortedSet<String> result = new TreeSet<>();
        owners.forEach((label, owner) -> {
            if (membersOf(label, owner).get(node)) {
                result.add(label);
            }
        });
        return result;
    }

    private synchronized BitSet membersOf(String label, int owner) {
        return members.computeIfAbsent(label, key -> spread(owner));
    }

    private BitSet spread(int owner) {
        BitSet result = new BitSet(graph.size());
        result.set(owner);
        for (int node = owner; node >= 0; node = result.nextSetBit(node + 1)) {
            Arrays.stream(graph.above(node, Links.PARENTS)).forEach(result::set);
        }
        if (result.stream().allMatch(this::isPlain)) {
            int node = owner;
            while (node >= 0 && isPlain(node)) {
                result.set(node);
                int[] parents = graph.below(node, Links.PARENTS);
                node = parents.length == 0 ? -1 : parents[0];
            }
        }
        return result;
    }

    private boolean isPlain(int node) {
        return graph.above(node, Links.ALL).length <= 1 && graph.below(node, Links.PARENTS).length <= 1;
    }
}
