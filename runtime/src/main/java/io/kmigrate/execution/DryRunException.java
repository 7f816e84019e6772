package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.RunMessages;
import io.kmigrate.revision.Revision;
import org.apiguardian.api.API;

/** A dry run was asked for of what the database cannot roll back. Nothing ran. */
@API(status = STABLE, since = "0.1")
public final class DryRunException extends MigrationException {
    private final String revision;

    DryRunException(Revision revision, String reason) {
        super(RunMessages.dryRun(revision.label(), reason).at(revision.location()));
        this.revision = revision.id();
    }

    /** The full id of the revision that could not be rolled back. */
    public String revision() {
        return revision;
    }
}
