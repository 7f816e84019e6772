package io.kmigrate.diff;

/** The order in which changes are made: what others need comes before them, and what is dropped goes last. */
enum Phase {
    RENAME,
    CREATE_SCHEMA,
    CREATE_OBJECT,
    DROP_FOREIGN_KEY,
    DROP_PART,
    /** Where a table that comes needs a name that one that goes still has. */
    EARLY_DROP_TABLE,
    CREATE_TABLE,
    REPLACE_COLUMN,
    ADD_COLUMN,
    ALTER_COLUMN,
    CREATE_KEY,
    CREATE_PART,
    CREATE_FOREIGN_KEY,
    DROP_COLUMN,
    COMMENT,
    DROP_TABLE,
    DROP_OBJECT
}
