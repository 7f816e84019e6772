package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** What the start of the application does. */
@API(status = STABLE, since = "0.1")
public enum StartUpMode {
    /** Applies what is missing. */
    UPGRADE,
    /** Applies nothing, and fails when something is missing: for a role that may not alter tables. */
    VALIDATE,
    /** Nothing: the application calls the migrator itself. */
    NONE
}
