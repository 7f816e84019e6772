package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Fix;
import io.kmigrate.message.UnfinishedMessages;
import org.apiguardian.api.API;

/** What it takes to continue an unfinished revision. */
@API(status = STABLE, since = "0.1")
public enum Continuation {
    /** The next run continues by itself. */
    RESUME,
    /** Somebody must look whether the operation in flight is done, because the database cannot tell. */
    DECIDE,
    /** The script was edited in the part that was begun. */
    EDITED,
    /** No script has the revision any more. */
    NO_SCRIPT;

    /**
     * What to do.
     *
     * @param revision the full id
     * @param number of the operation behind those that are done, 1-based
     */
    public Fix fix(String revision, int number) {
        return switch (this) {
            case RESUME -> UnfinishedMessages.resume(revision);
            case DECIDE -> UnfinishedMessages.decide(number);
            case EDITED -> UnfinishedMessages.restoreOperations(revision);
            case NO_SCRIPT -> UnfinishedMessages.restoreScript(revision);
        };
    }
}
