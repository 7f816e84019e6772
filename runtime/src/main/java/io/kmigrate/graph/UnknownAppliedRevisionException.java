package io.kmigrate.graph;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/**
 * The version table names revisions that no script has: a newer release ran here, or a script that was
 * applied is gone.
 */
public final class UnknownAppliedRevisionException extends MigrationException {
    private final List<String> ids;

    UnknownAppliedRevisionException(List<String> ids) {
        this(ids, "the database is at %s, which no script has".formatted(String.join(", ", ids)));
    }

    private UnknownAppliedRevisionException(List<String> ids, String message) {
        super(Problem.of(
                ErrorCode.UNKNOWN_APPLIED_REVISION,
                message,
                "bring back the missing script (another branch of the repository, a newer release?) or check that"
                        + " this is the right database; an older release of an application goes on with"
                        + " ignore_unknown_revisions = true; if the script is gone for good, `stamp --purge REV` sets"
                        + " the revision the schema really has"));
        this.ids = List.copyOf(ids);
    }

    /**
     * With what the history tells of them.
     *
     * @param ids sorted
     * @param known a line for each of which something is known
     */
    public static UnknownAppliedRevisionException described(List<String> ids, List<String> known) {
        String message = "the database is at %s, which no script has".formatted(String.join(", ", ids));
        return new UnknownAppliedRevisionException(
                ids, known.isEmpty() ? message : message + "\n" + String.join("\n", known));
    }

    /**
     * They are to be ignored, but there are others that the database does not have: which order is right,
     * nobody knows.
     *
     * @param pending those that the database does not have
     */
    public static UnknownAppliedRevisionException besidePending(List<String> ids, List<String> pending) {
        return new UnknownAppliedRevisionException(
                ids,
                "the database is at %s, which no script has, and lacks %s: they can be ignored only where nothing is pending"
                        .formatted(String.join(", ", ids), String.join(", ", pending)));
    }

    /** Sorted. */
    public List<String> ids() {
        return ids;
    }
}
