package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.revision.Revision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Bases that are probably none: their scripts only lack a {@code downRevision}. A branch that begins on purpose
 * has a label, or depends on another revision.
 */
@API(status = INTERNAL, since = "0.1")
public record ForgottenParents(List<Base> bases) {
    public ForgottenParents {
        bases = List.copyOf(bases);
    }

    /**
     * A base beside the one that most revisions stand on.
     *
     * @param parent the revision that was probably meant; null where several could be
     */
    public record Base(Revision revision, @Nullable Revision parent) {}

    public static ForgottenParents in(RevisionGraph graph) {
        List<Revision> bases = FileOrder.sort(graph.bases().oldestFirst());
        if (bases.size() < 2) {
            return new ForgottenParents(List.of());
        }
        // Of several that are alike, the first.
        Revision root = bases.stream()
                .max(Comparator.comparingInt(base -> above(graph, base).size()))
                .orElseThrow();
        return new ForgottenParents(bases.stream()
                .filter(base -> !base.equals(root))
                .filter(base ->
                        graph.branchLabels(base).isEmpty() && base.dependsOn().isEmpty())
                .map(base -> new Base(base, parent(graph, base).orElse(null)))
                .toList());
    }

    /** The only head that does not stand on the base; otherwise the script before it by file name. */
    private static Optional<Revision> parent(RevisionGraph graph, Revision base) {
        RevisionSet above = above(graph, base);
        List<Revision> heads = graph.effectiveHeads().minus(above).oldestFirst();
        if (heads.size() == 1) {
            return Optional.of(heads.get(0));
        }
        Revision before = null;
        for (Revision revision : FileOrder.sort(graph.all().oldestFirst())) {
            if (revision.equals(base)) {
                break;
            }
            if (!above.contains(revision)) {
                before = revision;
            }
        }
        return Optional.ofNullable(before);
    }

    private static RevisionSet above(RevisionGraph graph, Revision base) {
        return graph.setOf(List.of(base)).withDescendants(Links.ALL);
    }
}
