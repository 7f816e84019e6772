package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.importer.ImportedRevision.Extent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    /** What no revision stands for. */
    public record LeftOut(String what, String reason) {}

    /** How many revisions could be translated how far. */
    public Map<Extent, Integer> extents() {
        Map<Extent, Integer> counts = new EnumMap<>(Extent.class);
        for (Extent extent : Extent.values()) {
            counts.put(extent, 0);
        }
        revisions.forEach(revision -> counts.merge(revision.extent(), 1, Integer::sum));
        return counts;
    }
}
