package io.kmigrate.graph;

import io.kmigrate.revision.Revision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Puts parents and dependencies before what stands on them. A revision is followed by a child that has become
 * possible, if there is one, so that branches run whole; ties fall to file order.
 */
final class TopologicalOrder {
    private TopologicalOrder() {}

    /** For revisions whose links all lead to one another, without a cycle. */
    static List<Revision> of(List<Revision> inFileOrder) {
        Adjacency adjacency = Adjacency.of(inFileOrder);
        int[] waitingFor = adjacency.needCounts();
        Deque<Integer> ready = new ArrayDeque<>();
        for (int node = inFileOrder.size() - 1; node >= 0; node--) {
            if (waitingFor[node] == 0) {
                ready.push(node);
            }
        }
        List<Revision> result = new ArrayList<>(inFileOrder.size());
        while (!ready.isEmpty()) {
            int node = ready.pop();
            result.add(inFileOrder.get(node));
            List<Integer> needers = adjacency.needersOf(node);
            for (int index = needers.size() - 1; index >= 0; index--) {
                int needer = needers.get(index);
                if (--waitingFor[needer] == 0) {
                    ready.push(needer);
                }
            }
        }
        return result;
    }
}
