package io.kmigrate.plan;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A dependency on base. */
public final class NothingToDependOnException extends MigrationException {
    private final String target;

    NothingToDependOnException(String target) {
        super(Problem.of(
                ErrorCode.NOTHING_TO_DEPEND_ON,
                "\"%s\" is no revision to depend on".formatted(target),
                "name a revision or a label"));
        this.target = target;
    }

    public String target() {
        return target;
    }
}
