package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * All revisions of a project and how they stand on each other. Immutable, free of cycles and of dangling
 * links, and the same whatever order the revisions were given in. Loading is linear in revisions and links;
 * no walk recurses, so a line may be as long as memory allows.
 */
@API(status = STABLE, since = "0.1")
public final class RevisionGraph {
    private static final int[] NONE = {};

    private final List<Revision> nodes;
    private final NavigableMap<String, Integer> positions = new TreeMap<>();
    private final NavigableMap<String, Integer> labels = new TreeMap<>();
    private final int[][] parents;
    private final int[][] needs;
    private final int[][] children;
    private final int[][] needers;
    private final BranchLabels branchLabels;

    /**
     * Checks and orders the revisions.
     *
     * @throws BrokenGraphException with every problem found, in file order
     */
    public static RevisionGraph of(Collection<Revision> revisions) {
        List<Revision> inFileOrder = FileOrder.sort(revisions);
        return new RevisionGraph(GraphCheck.of(inFileOrder).orThrow());
    }

    private RevisionGraph(List<Revision> ordered) {
        nodes = List.copyOf(ordered);
        for (int node = 0; node < nodes.size(); node++) {
            positions.put(nodes.get(node).id(), node);
            for (String label : nodes.get(node).branchLabels()) {
                labels.put(label, node);
            }
        }
        parents = new int[nodes.size()][];
        needs = new int[nodes.size()][];
        for (int node = 0; node < nodes.size(); node++) {
            parents[node] = positionsOf(nodes.get(node).parents());
            int[] dependencies = positionsOf(nodes.get(node).dependsOn());
            needs[node] = dependencies.length == 0
                    ? parents[node]
                    : IntStream.concat(Arrays.stream(parents[node]), Arrays.stream(dependencies))
                            .distinct()
                            .toArray();
        }
        children = inverted(parents);
        needers = inverted(needs);
        branchLabels = new BranchLabels(this, labels);
    }

    /** Every revision, parents and dependencies first; branches run on as long as they can. */
    public RevisionSet all() {
        return where(node -> true);
    }

    public int size() {
        return nodes.size();
    }

    public Optional<Revision> find(String id) {
        return Optional.ofNullable(positions.get(id)).map(nodes::get);
    }

    /** The set of these revisions, which must be of this graph. */
    public RevisionSet setOf(Collection<Revision> revisions) {
        BitSet members = new BitSet(nodes.size());
        revisions.forEach(revision -> members.set(position(revision)));
        return new RevisionSet(this, members);
    }

    /** Revisions that no other names as a parent. */
    public RevisionSet heads() {
        return where(node -> children[node].length == 0);
    }

    /** Heads that no other revision depends on: the rows of a database that has everything. */
    public RevisionSet effectiveHeads() {
        return where(node -> needers[node].length == 0);
    }

    /** The heads that are no ancestor of another one of them, by parents or by dependencies. */
    RevisionSet highest(RevisionSet heads) {
        return heads.size() < 2 ? heads : heads.minus(heads.strictAncestors(Links.ALL));
    }

    /** Revisions without parents. */
    public RevisionSet bases() {
        return where(node -> parents[node].length == 0);
    }

    /** Revisions with several children. */
    public RevisionSet branchPoints() {
        return where(node -> children[node].length > 1);
    }

    /** Revisions with several parents. */
    public RevisionSet mergePoints() {
        return where(node -> parents[node].length > 1);
    }

    /** The revisions that name this one as a parent. */
    public List<Revision> children(Revision revision) {
        return revisionsAt(children[position(revision)]);
    }

    public List<Revision> parents(Revision revision) {
        return revisionsAt(parents[position(revision)]);
    }

    /** What this revision depends on, with labels resolved. */
    public List<Revision> dependencies(Revision revision) {
        return revisionsAt(positionsOf(revision.dependsOn()));
    }

    /** Parents and dependencies: what must be applied before this revision. */
    public List<Revision> needs(Revision revision) {
        return revisionsAt(needs[position(revision)]);
    }

    /** The dependencies that the revision's own ancestors do not already bring. */
    public RevisionSet normalizedDependencies(Revision revision) {
        return setOf(dependencies(revision)).minus(setOf(parents(revision)).withAncestors(Links.ALL));
    }

    /**
     * The labels of the branches this revision is on: its own, those of its ancestors, and those of
     * descendants back to the last branch or merge point.
     */
    public SortedSet<String> branchLabels(Revision revision) {
        return branchLabels.of(position(revision));
    }

    /**
     * What a version table with these rows says is applied: the rows and all they stand on.
     *
     * @throws UnknownAppliedRevisionException when a row has no script
     */
    public RevisionSet applied(Collection<String> rows) {
        return setOf(revisionsOf(rows)).withAncestors(Links.ALL);
    }

    /** The revisions the rows name, in the order of the rows; rows name a revision by its full id. */
    public List<Revision> revisionsOf(Collection<String> rows) {
        SortedSet<String> unknown = new TreeSet<>(rows);
        unknown.removeAll(positions.keySet());
        if (!unknown.isEmpty()) {
            throw UnknownAppliedRevisionException.described(List.copyOf(unknown), List.of());
        }
        return rows.stream().map(row -> at(positionOf(row))).toList();
    }

    /** The version rows for an applied set: its maximal elements, sorted. */
    public List<String> rows(RevisionSet applied) {
        return applied.minus(applied.coveredMembers(Links.ALL)).ids();
    }

    /**
     * The tips, by parents, of all that stands beneath these revisions: what a user calls current, including
     * branches that a dependency has swallowed.
     */
    public RevisionSet branchHeads(RevisionSet revisions) {
        RevisionSet applied = revisions.withAncestors(Links.ALL);
        return applied.minus(applied.coveredMembers(Links.PARENTS));
    }

    /** Ids and labels that start with {@code prefix}, with the revisions they name. */
    NavigableMap<String, Revision> namesStartingWith(String prefix) {
        NavigableMap<String, Revision> result = new TreeMap<>();
        for (NavigableMap<String, Integer> names : List.of(positions, labels)) {
            names.subMap(prefix, true, prefix + Character.MAX_VALUE, true)
                    .forEach((name, node) -> result.put(name, at(node)));
        }
        return result;
    }

    /** The revision with exactly this id or this label of its own. */
    Optional<Revision> named(String name) {
        Integer node = positions.getOrDefault(name, labels.get(name));
        return Optional.ofNullable(node).map(nodes::get);
    }

    Collection<String> names() {
        List<String> names = new ArrayList<>(positions.keySet());
        names.addAll(labels.keySet());
        return names;
    }

    Revision at(int node) {
        return nodes.get(node);
    }

    int position(Revision revision) {
        return positionOf(revision.id());
    }

    int[] below(int node, Links links) {
        return links == Links.PARENTS ? parents[node] : needs[node];
    }

    int[] above(int node, Links links) {
        return links == Links.PARENTS ? children[node] : needers[node];
    }

    private int positionOf(String name) {
        Integer node = positions.getOrDefault(name, labels.get(name));
        if (node == null) {
            throw new NoSuchElementException("no revision " + name + " in this graph");
        }
        return node;
    }

    /** Nearly all lists have no name or one: streams for each would be half of what a command does with a graph. */
    private int[] positionsOf(List<String> names) {
        if (names.size() < 2) {
            return names.isEmpty() ? NONE : new int[] {positionOf(names.get(0))};
        }
        return names.stream().mapToInt(this::positionOf).distinct().toArray();
    }

    private List<Revision> revisionsAt(int[] members) {
        return Arrays.stream(members).mapToObj(this::at).toList();
    }

    private RevisionSet setOf(int[] members) {
        BitSet result = new BitSet(nodes.size());
        for (int member : members) {
            result.set(member);
        }
        return new RevisionSet(this, result);
    }

    private RevisionSet where(IntPredicate condition) {
        return setOf(IntStream.range(0, nodes.size()).filter(condition).toArray());
    }

    private static int[][] inverted(int[][] links) {
        int[] counts = new int[links.length];
        for (int[] targets : links) {
            for (int target : targets) {
                counts[target]++;
            }
        }
        int[][] result = new int[links.length][];
        Arrays.setAll(result, node -> new int[counts[node]]);
        for (int node = links.length - 1; node >= 0; node--) {
            for (int target : links[node]) {
                result[target][--counts[target]] = node;
            }
        }
        return result;
    }
}
