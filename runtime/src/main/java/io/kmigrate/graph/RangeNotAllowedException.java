package io.kmigrate.graph;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A range where one target is expected: without SQL output the database says where to begin. */
public final class RangeNotAllowedException extends MigrationException {
    private final String range;

    RangeNotAllowedException(String range) {
        super(Problem.of(
                ErrorCode.RANGE_NOT_ALLOWED,
                "\"%s\" is a range".formatted(range),
                "name the target only; a range needs `--sql`"));
        this.range = range;
    }

    public String range() {
        return range;
    }
}
