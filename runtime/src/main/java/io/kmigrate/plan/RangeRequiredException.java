package io.kmigrate.plan;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** SQL for a downgrade needs to know where the database is. */
public final class RangeRequiredException extends MigrationException {
    private final String target;

    RangeRequiredException(String target) {
        super(Problem.of(
                ErrorCode.RANGE_REQUIRED,
                "\"%s\" does not say where the downgrade begins".formatted(target),
                "write `from:to`, as in `downgrade head:%s --sql`"
                        .formatted(target.startsWith("head") ? "base" : target)));
        this.target = target;
    }

    public String target() {
        return target;
    }
}
