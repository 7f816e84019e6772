package io.kmigrate.graph;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.revision.Revision;

/** The revision exists, but neither leads to the branch nor comes from it. */
public final class NotOnBranchException extends MigrationException {
    private final transient Revision revision;
    private final String branch;

    NotOnBranchException(Revision revision, String branch) {
        super(Problem.of(
                ErrorCode.NOT_ON_BRANCH,
                "revision %s is not a member of branch \"%s\"".formatted(revision.label(), branch),
                "leave out `%s@`, or name a revision of that branch".formatted(branch)));
        this.revision = revision;
        this.branch = branch;
    }

    public Revision revision() {
        return revision;
    }

    public String branch() {
        return branch;
    }
}
