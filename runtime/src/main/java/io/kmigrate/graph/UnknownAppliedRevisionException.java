package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.TargetMessages;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The version table names revisions that no script has: a newer release ran here, or a script that was
 * applied is gone.
 */
@API(status = STABLE, since = "0.1")
public final class UnknownAppliedRevisionException extends MigrationException {
    private final List<String> ids;

    private UnknownAppliedRevisionException(List<String> ids, Problem problem) {
        super(problem);
        this.ids = List.copyOf(ids);
    }

    /**
     * With what the history tells of them.
     *
     * @param ids sorted
     * @param known a line for each of which something is known
     */
    public static UnknownAppliedRevisionException described(List<String> ids, List<String> known) {
        return new UnknownAppliedRevisionException(ids, TargetMessages.unknownApplied(ids, known));
    }

    /**
     * They are to be ignored, but there are others that the database does not have: which order is right,
     * nobody knows.
     *
     * @param pending those that the database does not have
     */
    public static UnknownAppliedRevisionException besidePending(List<String> ids, List<String> pending) {
        return new UnknownAppliedRevisionException(ids, TargetMessages.unknownAppliedBesidePending(ids, pending));
    }

    /** Sorted. */
    public List<String> ids() {
        return ids;
    }
}
