package io.kmigrate.plan;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** The branch to unwind does not pass over the revision a downgrade is to end at. */
public final class BranchMissesTargetException extends MigrationException {
    private final String branch;
    private final String target;

    BranchMissesTargetException(String branch, String target) {
        super(Problem.of(
                ErrorCode.BRANCH_MISSES_TARGET,
                "nothing to take back: branch \"%s\" does not lead up from \"%s\"".formatted(branch, target),
                "name a branch above the target, or leave out `%s@` to take back all of them".formatted(branch)));
        this.branch = branch;
        this.target = target;
    }

    public String branch() {
        return branch;
    }

    public String target() {
        return target;
    }
}
