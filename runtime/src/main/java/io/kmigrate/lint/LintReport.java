package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.failure.Location;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What the rules found in revisions.
 *
 * @param revisions how many were looked at
 * @param entries in the order of the operations
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record LintReport(int revisions, List<Entry> entries) {
    public LintReport {
        entries = List.copyOf(entries);
    }

    /**
     * One finding at its place.
     *
     * @param location the script line of the operation; null where it has no script
     * @param operation what the operation is, in one line
     */
    public record Entry(Revision revision, @Nullable Location location, String operation, Finding finding) {}

    public int count(Severity severity) {
        return (int) entries.stream()
                .filter(entry -> entry.finding().severity() == severity)
                .count();
    }

    public boolean hasErrors() {
        return count(Severity.ERROR) > 0;
    }

    /** The same with some of the findings. */
    public LintReport filtered(Predicate<Entry> isWanted) {
        return new LintReport(revisions, entries.stream().filter(isWanted).toList());
    }
}
