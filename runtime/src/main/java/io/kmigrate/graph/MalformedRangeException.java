package io.kmigrate.graph;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A range without exactly one colon. */
public final class MalformedRangeException extends MigrationException {
    private final String range;

    MalformedRangeException(String range) {
        super(Problem.of(
                ErrorCode.MALFORMED_RANGE,
                "\"%s\" is not a range".formatted(range),
                "write `from:to`, `from:` or `:to`"));
        this.range = range;
    }

    public String range() {
        return range;
    }
}
