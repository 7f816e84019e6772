package io.kmigrate.diff;

/** The order in which changes are made: what others need comes before them, and what is dropped goes last. */
enum Phase {
    CREATE_SCHEMA,
    /** Also into a schema that is new. */
    RENAME,
    CREATE_OBJECT,
    DROP_FOREIGN_KEY,
    DROP_PART,
    /** Behind what goes, whose names are free then. */
    RENAME_PART,
    /** Where a table that comes needs a name that one that goes still has. */
    EARLY_DROP_TABLE,
    CREATE_TABLE,
    /** What is computed goes while the columns change that it is computed from. */
    TAKE_COLUMN_AWAY,
    ADD_COLUMN,
    ALTER_COLUMN,
    BRING_COLUMN_BACK,
    CREATE_KEY,
    CREATE_PART,
    CREATE_FOREIGN_KEY,
    DROP_COLUMN,
    COMMENT,
    DROP_TABLE,
    DROP_OBJECT
}
