package io.kmigrate.graph;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** What stands before an {@code @} is neither a label nor a revision. */
public final class UnknownBranchException extends MigrationException {
    private final String branch;

    UnknownBranchException(String branch, String fix) {
        super(Problem.of("unknown-branch", "there is no branch \"%s\"".formatted(branch), fix));
        this.branch = branch;
    }

    public String branch() {
        return branch;
    }
}
