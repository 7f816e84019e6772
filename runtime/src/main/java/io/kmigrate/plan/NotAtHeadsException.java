package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Fix;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.TargetMessages;
import java.util.List;
import org.apiguardian.api.API;

/** The rows of the version table are not the heads. */
@API(status = STABLE, since = "0.1")
public final class NotAtHeadsException extends MigrationException {
    private final List<String> rows;
    private final List<String> heads;

    NotAtHeadsException(List<String> rows, List<String> heads, Fix fix) {
        super(TargetMessages.notAtHeads(rows, heads, fix));
        this.rows = List.copyOf(rows);
        this.heads = List.copyOf(heads);
    }

    public List<String> rows() {
        return rows;
    }

    /** Full ids, the oldest first. */
    public List<String> heads() {
        return heads;
    }
}
