package io.kmigrate.execution;

/** What to do about an operation that may be done or not, where the catalog cannot tell. */
public enum InFlightDecision {
    /** Stop and say so. */
    ASK,
    /** It is done: go on behind it. */
    SKIP,
    /** It is not done: run it again. */
    RETRY
}
