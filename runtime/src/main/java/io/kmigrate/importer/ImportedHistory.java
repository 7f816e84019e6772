package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
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

    /** What no revision stands for. */
    public record LeftOut(String what, String reason) {}
}
