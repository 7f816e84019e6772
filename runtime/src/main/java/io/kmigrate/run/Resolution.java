package io.kmigrate.run;

/** How an unfinished revision ended after somebody finished it by hand. */
public enum Resolution {
    /** The database has all of it. */
    APPLIED,
    /** The database has nothing of it. */
    NOT_APPLIED
}
