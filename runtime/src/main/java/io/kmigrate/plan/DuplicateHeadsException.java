package io.kmigrate.plan;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A new revision would have one parent twice. */
public final class DuplicateHeadsException extends MigrationException {
    private final String parent;

    DuplicateHeadsException(String parent) {
        super(Problem.of(
                ErrorCode.DUPLICATE_HEADS,
                "%s is named as a parent twice".formatted(parent),
                "name each parent once: two of the targets mean the same revision"));
        this.parent = parent;
    }

    public String parent() {
        return parent;
    }
}
