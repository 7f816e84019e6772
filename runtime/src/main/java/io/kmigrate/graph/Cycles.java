package io.kmigrate.graph;

import io.kmigrate.revision.Revision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Finds cycles of two revisions or more: at least one for each knot. Revisions whose every link leads out of
 * the knots are peeled off until only knots and what stands on them remain; going down from any of these ends
 * in a cycle. A cycle found is peeled off too, and the search goes on.
 */
final class Cycles {
    private final List<Revision> revisions;
    private final Links links;
    private final int[][] below;
    private final List<List<Integer>> above = new ArrayList<>();
    private final int[] unpeeledBelow;
    private final int[] stepOf;
    private final BitSet peeled = new BitSet();
    private final BitSet found = new BitSet();

    static List<Cycle> in(List<Revision> revisions) {
        Adjacency adjacency = Adjacency.of(revisions);
        Cycles byParents = new Cycles(revisions, adjacency, Links.PARENTS, new BitSet());
        List<Cycle> result = new ArrayList<>(byParents.find());
        result.addAll(new Cycles(revisions, adjacency, Links.ALL, byParents.found).find());
        return result;
    }

    private Cycles(List<Revision> revisions, Adjacency adjacency, Links links, BitSet without) {
        this.revisions = revisions;
        this.links = links;
        this.below = new int[revisions.size()][];
        this.unpeeledBelow = new int[revisions.size()];
        this.stepOf = new int[revisions.size()];
        revisions.forEach(revision -> above.add(new ArrayList<>()));
        for (int node = 0; node < below.length; node++) {
            int self = node;
            below[node] = adjacency.below(node, links).stream()
                    .mapToInt(Integer::intValue)
                    .filter(other -> other != self)
                    .toArray();
            unpeeledBelow[node] = below[node].length;
            Arrays.stream(below[node]).forEach(other -> above.get(other).add(self));
        }
        Deque<Integer> loose = new ArrayDeque<>();
        for (int node = 0; node < below.length; node++) {
            if (unpeeledBelow[node] == 0 || without.get(node)) {
                loose.add(node);
            }
        }
        peel(loose);
    }

    private List<Cycle> find() {
        List<Cycle> result = new ArrayList<>();
        for (int node = peeled.nextClearBit(0); node < below.length; node = peeled.nextClearBit(node)) {
            List<Integer> cycle = cycleBelow(node);
            cycle.forEach(found::set);
            result.add(new Cycle(cycle.stream().map(revisions::get).toList(), links));
            peel(new ArrayDeque<>(cycle));
        }
        return result;
    }

    /** The cycle that going down from {@code start} ends in, its first revision in file order first. */
    private List<Integer> cycleBelow(int start) {
        List<Integer> trail = new ArrayList<>();
        int node = start;
        while (stepOf[node] == 0) {
            trail.add(node);
            stepOf[node] = trail.size();
            node = Arrays.stream(below[node])
                    .filter(other -> !peeled.get(other))
                    .findFirst()
                    .orElseThrow();
        }
        List<Integer> cycle = trail.subList(stepOf[node] - 1, trail.size());
        trail.forEach(passed -> stepOf[passed] = 0);
        int first = cycle.indexOf(cycle.stream().min(Integer::compare).orElseThrow());
        List<Integer> result = new ArrayList<>(cycle.subList(first, cycle.size()));
        result.addAll(cycle.subList(0, first));
        return result;
    }

    private void peel(Deque<Integer> loose) {
        while (!loose.isEmpty()) {
            int node = loose.poll();
            if (!peeled.get(node)) {
                peeled.set(node);
                for (int other : above.get(node)) {
                    if (--unpeeledBelow[other] == 0) {
                        loose.add(other);
                    }
                }
            }
        }
    }
}
