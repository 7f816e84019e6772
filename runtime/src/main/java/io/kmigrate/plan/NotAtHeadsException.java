package io.kmigrate.plan;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.TargetMessages;
import java.util.List;

/** The rows of the version table are not the heads. */
public final class NotAtHeadsException extends MigrationException {
    private final List<String> rows;
    private final List<String> heads;

    NotAtHeadsException(List<String> rows, List<String> heads) {
        super(TargetMessages.notAtHeads(rows, heads));
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
