package io.kmigrate.history;

import io.kmigrate.revision.Seal;
import java.util.List;
import java.util.Map;

/**
 * What the history knows of the scripts that ran.
 *
 * @param seals of what was applied, by revision: as it was when it was last applied or repaired
 * @param unfinished steps that began and have not ended, oldest first
 */
public record AppliedRecords(Map<String, Seal> seals, List<UnfinishedStep> unfinished) {
    /** Of a database that has no history. */
    public static final AppliedRecords NONE = new AppliedRecords(Map.of(), List.of());
}
