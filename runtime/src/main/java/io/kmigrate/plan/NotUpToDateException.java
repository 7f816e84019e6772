package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Fix;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.TargetMessages;
import java.util.List;
import org.apiguardian.api.API;

/** The database lacks revisions. */
@API(status = STABLE, since = "0.1")
public final class NotUpToDateException extends MigrationException {
    private final List<String> pending;

    NotUpToDateException(List<String> pending, Fix fix) {
        super(TargetMessages.notUpToDate(pending, fix));
        this.pending = List.copyOf(pending);
    }

    /** Full ids, in the order of an upgrade. */
    public List<String> pending() {
        return pending;
    }
}
