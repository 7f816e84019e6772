package io.kmigrate.plan;

/** What a stamp does with the revisions that the version table has. */
public enum StampMode {
    /** Moves the rows of the branches that the targets are on, and keeps those of others. */
    KEEP_OTHER_BRANCHES,
    /** Forgets all rows first, also those of revisions that no script has. */
    PURGE
}
