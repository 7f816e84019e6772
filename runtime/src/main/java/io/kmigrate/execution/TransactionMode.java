package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** What one transaction spans. */
@API(status = STABLE, since = "0.1")
public enum TransactionMode {
    /** One a revision: what went before a failure stays. */
    REVISION,
    /** One for the whole run: a failure undoes all of it. */
    RUN
}
