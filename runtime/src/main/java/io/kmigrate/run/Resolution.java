package io.kmigrate.run;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** How an unfinished revision ended after somebody finished it by hand. */
@API(status = STABLE, since = "0.1")
public enum Resolution {
    /** The database has all of it. */
    APPLIED,
    /** The database has nothing of it. */
    NOT_APPLIED
}
