package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** Why version rows change. */
@API(status = STABLE, since = "0.1")
public enum StepKind {
    UPGRADE,
    DOWNGRADE,
    /** Nothing ran: the script is for other environments, and the version rows move over it. */
    SKIP,
    /** Nothing ran: somebody says where the database is. */
    STAMP,
    /** Nothing ran: somebody says how a half-done revision ended. */
    RESOLVE
}
