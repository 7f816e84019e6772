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

    /** Full ids, in the order of an upgrade. */
    public List<String> pending() {
        return pending;
    }
}
