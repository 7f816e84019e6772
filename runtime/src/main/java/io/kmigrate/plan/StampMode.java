package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** What a stamp does with the revisions that the version table has. */
@API(status = STABLE, since = "0.1")
public enum StampMode {
    /** Moves the rows of the branches that the targets are on, and keeps those of others. */
    KEEP_OTHER_BRANCHES,
    /** Forgets all rows first, also those of revisions that no script has. */
    PURGE
}
