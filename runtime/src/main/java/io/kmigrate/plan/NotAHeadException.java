package io.kmigrate.plan;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.revision.Revision;

/** A new revision would begin a branch where none was asked for. */
public final class NotAHeadException extends MigrationException {
    private final transient Revision revision;

    NotAHeadException(Revision revision) {
        super(Problem.of(
                ErrorCode.NOT_A_HEAD,
                "revision %s is not a head".formatted(revision.label()),
                "add `--splice` to begin a new branch there, or name a head; `heads` lists them"));
        this.revision = revision;
    }

    public Revision revision() {
        return revision;
    }
}
