package io.kmigrate.plan;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A new revision would have one parent twice. */
public final class DuplicateHeadsException extends MigrationException {
    private final String parent;

    DuplicateHeadsException(String parent) {
        super(Problem.of(
                "duplicate-heads",
                "%s is named as a parent twice".formatted(parent),
                "name each parent once: two of the targets mean the same revision"));
        this.parent = parent;
    }

    public String parent() {
        return parent;
    }
}
