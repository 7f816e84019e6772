package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** What happens to views and other objects that read what changes, where a database lets it change only without them. */
@API(status = STABLE, since = "0.1")
public enum Dependants {
    /** They stay, and the change is refused with their names. */
    REFUSE,
    /** They go, and are created again after the change, with their privileges, comments and what else hangs on them. */
    REBUILD
}
