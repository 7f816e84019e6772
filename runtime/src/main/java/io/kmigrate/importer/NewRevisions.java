package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Puts the revisions of a second import behind those of the first, also where the other tool has them in between:
 * a file that comes late, or one that it runs after all versions. So a history without branches stays one.
 */
@API(status = INTERNAL, since = "0.1")
public final class NewRevisions {
    private NewRevisions() {}

    /**
     * The same history, in the order of the scripts.
     *
     * @param there the scripts that are there already
     */
    public static ImportedHistory behind(RevisionGraph there, ImportedHistory history) {
        List<ImportedRevision> known = known(there, history);
        Optional<String> last = last(there, known);
        if (last.isEmpty() || !history.isLine()) {
            return history;
        }
        Set<String> ids = new HashSet<>();
        known.forEach(revision -> ids.add(revision.id()));
        List<ImportedRevision> all = new ArrayList<>(known);
        String before = last.get();
        for (ImportedRevision revision : history.revisions()) {
            if (!ids.contains(revision.id())) {
                all.add(behind(before, revision));
                before = revision.id();
            }
        }
        return history.with(all);
    }

    private static ImportedRevision behind(String before, ImportedRevision revision) {
        if (revision.parents().equals(List.of(before))) {
            return revision;
        }
        List<String> remarks = new ArrayList<>(revision.remarks());
        remarks.add("it comes after %s, which was imported before it".formatted(before));
        return revision.with(List.of(before), remarks);
    }

    /** In the order of an upgrade by the scripts. */
    private static List<ImportedRevision> known(RevisionGraph there, ImportedHistory history) {
        List<ImportedRevision> known = new ArrayList<>();
        for (Revision revision : there.all().oldestFirst()) {
            history.revisions().stream()
                    .filter(imported -> imported.id().equals(revision.id()))
                    .forEach(known::add);
        }
        return known;
    }

    /** The one that all others stand beneath; empty where several are the last ones. */
    private static Optional<String> last(RevisionGraph there, List<ImportedRevision> known) {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        String last = known.get(known.size() - 1).id();
        Set<String> beneath = Set.copyOf(there.applied(List.of(last)).ids());
        boolean isOverAll = known.stream().allMatch(revision -> beneath.contains(revision.id()));
        return isOverAll ? Optional.of(last) : Optional.empty();
    }
}
