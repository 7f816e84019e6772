package io.kmigrate.graph;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import org.jspecify.annotations.Nullable;

/** What stands before an {@code @} is neither a label nor a revision. */
public final class UnknownBranchException extends MigrationException {
    private final String branch;

    UnknownBranchException(String branch, String fix, @Nullable Throwable cause) {
        super(Problem.of(ErrorCode.UNKNOWN_BRANCH, "there is no branch \"%s\"".formatted(branch), fix), cause);
        this.branch = branch;
    }

    public String branch() {
        return branch;
    }
}
