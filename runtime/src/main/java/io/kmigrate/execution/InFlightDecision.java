package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** What to do about an operation that may be done or not, where the catalog cannot tell. */
@API(status = STABLE, since = "0.1")
public enum InFlightDecision {
    /** Stop and say so. */
    ASK,
    /** It is done: go on behind it. */
    SKIP,
    /** It is not done: run it again. */
    RETRY
}
