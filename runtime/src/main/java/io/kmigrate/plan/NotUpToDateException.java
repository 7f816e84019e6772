package io.kmigrate.plan;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.TargetMessages;
import java.util.List;

/** The database lacks revisions. */
public final class NotUpToDateException extends MigrationException {
    private final List<String> pending;

    NotUpToDateException(List<String> pending) {
        super(TargetMessages.notUpToDate(pending));
        this.pending = List.copyOf(pending);
    }

    /**
     * Refuses a way that leads somewhere.
     *
     * @throws NotUpToDateException naming the revisions on it
     */
    public static void refuse(Route route) {
        if (!route.isEmpty()) {
            throw new NotUpToDateException(
                    route.moves().stream().map(move -> move.revision().id()).toList());
        }
    }

    /** Full ids, in the order of an upgrade. */
    public List<String> pending() {
        return pending;
    }
}
