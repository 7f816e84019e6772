package io.kmigrate.history;

import java.util.LinkedHashSet;
import java.util.Set;

/** Follows the finished rows of a history, oldest first, to the revisions that were passed over. */
final class SkippedRevisions {
    private final Set<String> skipped = new LinkedHashSet<>();

    void note(String direction, String revision, String outcome) {
        boolean isSkip = direction.equals("up") && outcome.equals(StepOutcome.SKIPPED.text());
        if (isSkip) {
            skipped.add(revision);
        } else if (!direction.equals("repair")) {
            skipped.remove(revision);
        }
    }

    Set<String> all() {
        return skipped;
    }
}
