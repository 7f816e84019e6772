package io.kmigrate.spring;

/** What the start of the application does. */
public enum StartUpMode {
    /** Applies what is missing. */
    UPGRADE,
    /** Applies nothing, and fails when something is missing: for a role that may not alter tables. */
    VALIDATE,
    /** Nothing: the application calls the migrator itself. */
    NONE
}
