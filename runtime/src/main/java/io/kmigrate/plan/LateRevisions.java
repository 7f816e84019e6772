package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.Links;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.history.History;
import io.kmigrate.message.LateMessages;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Revisions that the scripts put beneath applied ones after those had been applied.
 *
 * @param history the version rows, all of which the graph knows
 * @param missing never applied, though the version rows imply them
 * @param moved applied with other parents or dependencies than their scripts name now, parents first
 */
@API(status = STABLE, since = "0.1")
public record LateRevisions(RevisionGraph graph, History history, RevisionSet missing, List<Moved> moved) {
    public LateRevisions {
        moved = List.copyOf(moved);
    }

    /** Of a database where nothing came late. */
    public static LateRevisions none(RevisionGraph graph) {
        return new LateRevisions(graph, History.EMPTY, graph.setOf(List.of()), List.of());
    }

    /**
     * An applied revision whose script names other parents than it was applied on.
     *
     * @param parents those it was applied on, by their full ids, and its dependencies; none for a base
     */
    public record Moved(Revision revision, List<String> parents) {
        public Moved {
            parents = List.copyOf(parents);
        }
    }

    public boolean isEmpty() {
        return missing.isEmpty() && moved.isEmpty();
    }

    /** What the database really has. */
    RevisionSet applied() {
        return graph.applied(history.rows()).minus(missing);
    }

    /** All problems, oldest first. A moved revision is left out if a missing one is the reason that it moved. */
    public List<Problem> problems() {
        return Stream.concat(
                        missing.stream().map(this::problem),
                        unexplained().stream().map(LateRevisions::problem))
                .toList();
    }

    /**
     * Refuses late revisions.
     *
     * @throws MigrationException naming all of them
     */
    public void requireNone() {
        refuse(problems());
    }

    /** Refuses revisions that were moved for another reason than that a missing one was put beneath them. */
    public void requireExplained() {
        refuse(unexplained().stream().map(LateRevisions::problem).toList());
    }

    /** Refuses revisions that do not stand on their parents any more, so that a way down would pass those by. */
    public void requireParentsBelow() {
        refuse(moved.stream()
                .filter(one -> !standsOnItsParents(one))
                .map(LateRevisions::problem)
                .toList());
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    /** Those that were moved for another reason than that a missing one was put beneath them. */
    public List<Moved> unexplained() {
        return moved.stream().filter(one -> !isExplained(one)).toList();
    }

    private boolean isExplained(Moved one) {
        return standsOnItsParents(one)
                && !below(one.revision()).intersect(missing).isEmpty();
    }

    private boolean standsOnItsParents(Moved one) {
        RevisionSet below = below(one.revision());
        return one.parents().stream()
                .allMatch(parent -> graph.find(parent).filter(below::contains).isPresent());
    }

    private RevisionSet below(Revision revision) {
        return graph.setOf(List.of(revision)).strictAncestors(Links.ALL);
    }

    /**
     * Those that are accepted together with one or several revisions: they themselves, and all that was moved
     * because of them.
     */
    public RevisionSet acceptedWith(RevisionSet named) {
        RevisionSet movedOnes = graph.setOf(moved.stream().map(Moved::revision).toList());
        RevisionSet stillMissing = missing.minus(named);
        RevisionSet alongside = movedOnes
                .intersect(named.intersect(missing).withDescendants(Links.ALL))
                .minus(stillMissing.withDescendants(Links.ALL));
        return missing.union(movedOnes).intersect(named).union(alongside);
    }

    private Problem problem(Revision revision) {
        RevisionSet above = applied().intersect(graph.setOf(List.of(revision)).withDescendants(Links.ALL));
        List<String> rows = history.rows().stream()
                .filter(row -> graph.find(row).filter(above::contains).isPresent())
                .toList();
        return LateMessages.missing(
                        revision.label(),
                        revision.id(),
                        above.oldestFirst().get(0).label(),
                        rows)
                .at(revision.location());
    }

    private static Problem problem(Moved one) {
        Revision revision = one.revision();
        List<String> now = Stream.concat(revision.parents().stream(), revision.dependsOn().stream())
                .toList();
        return LateMessages.changedParent(revision.label(), revision.id(), one.parents(), now)
                .at(revision.location());
    }
}
