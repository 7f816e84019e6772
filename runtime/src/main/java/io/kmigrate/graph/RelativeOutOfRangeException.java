package io.kmigrate.graph;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A relative target leads out of the graph, or the wrong way for its command. */
public final class RelativeOutOfRangeException extends MigrationException {
    private final String target;

    public RelativeOutOfRangeException(String target, String reason) {
        super(Problem.of(
                ErrorCode.RELATIVE_OUT_OF_RANGE,
                "\"%s\" leads to no revision: %s".formatted(target, reason),
                "see `history` for what there is, and name a revision, `head` or `base`"));
        this.target = target;
    }

    public String target() {
        return target;
    }
}
