package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.revision.Revision;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Some revisions of one graph. Immutable; iterates parents and dependencies first, always in the same order
 * for the same scripts. Combine only sets of one graph. Each operation is linear in the graph at most.
 */
@API(status = STABLE, since = "0.1")
public final class RevisionSet implements Iterable<Revision> {
    private final RevisionGraph graph;
    private final BitSet members;

    RevisionSet(RevisionGraph graph, BitSet members) {
        this.graph = graph;
        this.members = members;
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    public int size() {
        return members.cardinality();
    }

    public boolean contains(Revision revision) {
        return members.get(graph.position(revision));
    }

    public RevisionSet union(RevisionSet other) {
        BitSet result = copy();
        result.or(other.members);
        return new RevisionSet(graph, result);
    }

    public RevisionSet minus(RevisionSet other) {
        BitSet result = copy();
        result.andNot(other.members);
        return new RevisionSet(graph, result);
    }

    public RevisionSet intersect(RevisionSet other) {
        BitSet result = copy();
        result.and(other.members);
        return new RevisionSet(graph, result);
    }

    /** These revisions and all they stand on. */
    public RevisionSet withAncestors(Links links) {
        BitSet result = copy();
        for (int node = result.length() - 1; node >= 0; node = result.previousSetBit(node - 1)) {
            for (int below : graph.below(node, links)) {
                result.set(below);
            }
        }
        return new RevisionSet(graph, result);
    }

    /** These revisions and all that stands on them. */
    public RevisionSet withDescendants(Links links) {
        BitSet result = copy();
        for (int node = result.nextSetBit(0); node >= 0; node = result.nextSetBit(node + 1)) {
            for (int above : graph.above(node, links)) {
                result.set(above);
            }
        }
        return new RevisionSet(graph, result);
    }

    /** These revisions with their ancestors and descendants. */
    public RevisionSet withRelatives(Links links) {
        return withAncestors(links).union(withDescendants(links));
    }

    /** All that some revision of this set stands on, however far below. */
    public RevisionSet strictAncestors(Links links) {
        BitSet below = new BitSet();
        members.stream().forEach(node -> {
            for (int next : graph.below(node, links)) {
                below.set(next);
            }
        });
        return new RevisionSet(graph, below).withAncestors(links);
    }

    /** The revisions of this set that another one of it stands on directly. */
    public RevisionSet coveredMembers(Links links) {
        BitSet covered = new BitSet();
        members.stream().forEach(node -> {
            for (int below : graph.below(node, links)) {
                covered.set(below);
            }
        });
        covered.and(members);
        return new RevisionSet(graph, covered);
    }

    /** The part of this set that can be reached from {@code starts} going down without leaving it. */
    public RevisionSet reachableFrom(RevisionSet starts) {
        BitSet result = intersect(starts).members;
        for (int node = result.length() - 1; node >= 0; node = result.previousSetBit(node - 1)) {
            for (int below : graph.below(node, Links.ALL)) {
                result.set(below, result.get(below) || members.get(below));
            }
        }
        return new RevisionSet(graph, result);
    }

    public Stream<Revision> stream() {
        return members.stream().mapToObj(graph::at);
    }

    /** Parents and dependencies first. */
    public List<Revision> oldestFirst() {
        return stream().toList();
    }

    /** The exact reverse of {@link #oldestFirst()}. */
    public List<Revision> newestFirst() {
        int last = members.length() - 1;
        return Stream.iterate(last, node -> node >= 0, node -> members.previousSetBit(node - 1))
                .map(graph::at)
                .toList();
    }

    /** Sorted as text. */
    public List<String> ids() {
        return List.copyOf(stream().map(Revision::id).collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
    }

    @Override
    public Iterator<Revision> iterator() {
        // Of a list: that of a stream has lambdas that no archive of classes keeps.
        return oldestFirst().iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RevisionSet set && set.graph == graph && set.members.equals(members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return oldestFirst().stream().map(Revision::id).toList().toString();
    }

    private BitSet copy() {
        return (BitSet) members.clone();
    }
}
