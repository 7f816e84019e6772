package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The history of another tool.
 *
 * @param tool its name, such as {@code flyway}
 * @param dialect the database that it is for
 * @param revisions parents first
 * @param leftOut files and other things that no revision stands for, with the reason
 */
@API(status = INTERNAL, since = "0.1")
public record ImportedHistory(String tool, String dialect, List<ImportedRevision> revisions, List<LeftOut> leftOut) {
    public ImportedHistory {
        revisions = List.copyOf(revisions);
        leftOut = List.copyOf(leftOut);
    }

    /** The same in every environment, as the other tool builds it where nobody names one. */
    public ImportedHistory everywhere() {
        return new ImportedHistory(
                tool,
                dialect,
                revisions.stream().map(ImportedRevision::everywhere).toList(),
                leftOut);
    }

    /**
     * The same, where a revision that an earlier import or export named has that name.
     *
     * @param map what is known
     * @param there ids of the scripts that are there
     */
    public ImportedHistory known(ImportMap map, Set<String> there) {
        Map<String, String> names = new HashMap<>();
        for (ImportedRevision revision : revisions) {
            if (!there.contains(revision.id())) {
                map.id(revision.origin()).filter(there::contains).ifPresent(id -> names.put(revision.id(), id));
            }
        }
        return names.isEmpty()
                ? this
                : new ImportedHistory(
                        tool,
                        dialect,
                        revisions.stream()
                                .map(revision -> revision.renamed(names))
                                .toList(),
                        leftOut);
    }

    /** Files of the revisions of {@code there} whose text is another than the one that was imported. */
    public List<String> edited(ImportMap map, Set<String> there) {
        return revisions.stream()
                .filter(revision -> there.contains(revision.id()))
                .filter(revision -> map.isEdited(revision.id(), revision.origin()))
                .map(revision -> revision.origin().file())
                .toList();
    }

    /** What no revision stands for. */
    public record LeftOut(String what, String reason) {}
}
