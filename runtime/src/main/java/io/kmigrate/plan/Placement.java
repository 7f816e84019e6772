package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.graph.Position;
import io.kmigrate.graph.Resolver;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.Target;
import io.kmigrate.message.NewRevisionMessages;
import io.kmigrate.revision.Revision;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Where a new revision goes.
 *
 * @param parents full ids in the order given; none for a new base
 * @param dependsOn full ids, and labels where labels were given
 */
@API(status = INTERNAL, since = "0.1")
public record Placement(List<String> parents, List<String> dependsOn) {
    public Placement {
        parents = List.copyOf(parents);
        dependsOn = List.copyOf(dependsOn);
    }

    /**
     * On top of these parents: one for a plain revision, several for a merge, {@code base} for a new base.
     *
     * @param splice whether parents need not be heads
     * @throws MigrationException without {@code splice}, and when two targets mean one revision
     */
    public static Placement on(RevisionGraph graph, List<Target> heads, boolean splice, List<Target> dependsOn) {
        Resolver resolver = new Resolver(graph);
        List<Optional<Position>> ends =
                heads.stream().flatMap(head -> resolver.ends(head).stream()).toList();
        refuseDuplicates(ends);
        if (!splice) {
            ends.forEach(end -> end.flatMap(Position::toRevision).ifPresent(parent -> refuseUnlessHead(graph, parent)));
        }
        List<Revision> parents = heads.stream()
                .flatMap(head -> resolver.revisions(head).stream())
                .toList();
        return new Placement(
                parents.stream().map(Revision::id).toList(),
                dependsOn.stream().map(target -> dependency(resolver, target)).toList());
    }

    /**
     * On top of two revisions or more, which the new one joins.
     *
     * @param splice whether they need not be heads
     * @throws MigrationException when it is one
     */
    public static Placement joining(RevisionGraph graph, List<Target> heads, boolean splice) {
        Placement placement = on(graph, heads, splice, List.of());
        if (placement.parents().size() < 2) {
            throw NewRevisionMessages.nothingToMerge(placement.parents()).exception();
        }
        return placement;
    }

    private static void refuseUnlessHead(RevisionGraph graph, Revision parent) {
        if (!graph.children(parent).isEmpty()) {
            throw NewRevisionMessages.notAHead(parent.label()).exception();
        }
    }

    private static void refuseDuplicates(List<Optional<Position>> ends) {
        Set<Optional<Position>> seen = new HashSet<>();
        for (Optional<Position> end : ends) {
            if (!seen.add(end)) {
                throw NewRevisionMessages.duplicateParent(
                                end.map(Position::label).orElse("base"))
                        .exception();
            }
        }
    }

    private static String dependency(Resolver resolver, Target target) {
        Revision revision = resolver.one(target)
                .orElseThrow(() ->
                        NewRevisionMessages.nothingToDependOn(target.text()).exception());
        return resolver.graph().branchLabels(revision).contains(target.text()) ? target.text() : revision.id();
    }
}
