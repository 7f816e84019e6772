package io.kmigrate.history;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.repeatable.RepeatableHistory;
import io.kmigrate.revision.MigrationDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What the history knows of the scripts that ran.
 *
 * @param digests of what was applied, by revision: as it was when it was last applied or repaired
 * @param applied revisions that were applied or stamped and not undone since; fewer after a stamp, of which
 *     only the last row is known
 * @param skipped those of the applied that were left out, and ran nothing
 * @param places of what was applied, stamped or accepted and not reverted since, by revision
 * @param repeatables objects that follow their text
 * @param unfinished steps that began and have not ended, oldest first
 */
@API(status = INTERNAL, since = "0.1")
public record AppliedRecords(
        Map<String, MigrationDigest> digests,
        Set<String> applied,
        Set<String> skipped,
        Map<String, AppliedPlace> places,
        RepeatableHistory repeatables,
        List<UnfinishedStep> unfinished) {
    /** Of a database that has no history. */
    public static final AppliedRecords NONE = of(RepeatableHistory.NONE);

    /** Of a database that has nothing but objects that follow their text. */
    public static AppliedRecords of(RepeatableHistory repeatables) {
        return new AppliedRecords(Map.of(), Set.of(), Set.of(), Map.of(), repeatables, List.of());
    }

    /** The same, with this said of the objects. */
    public AppliedRecords with(RepeatableHistory objects) {
        return new AppliedRecords(digests, applied, skipped, places, objects, unfinished);
    }

    /** By revision, whether it ran or was left out, of those that are applied. */
    public Map<String, Boolean> ran() {
        Map<String, Boolean> result = new LinkedHashMap<>();
        applied.forEach(revision -> result.put(revision, true));
        skipped.forEach(revision -> result.put(revision, false));
        return result;
    }
}
