package io.kmigrate.execution;

/** What one transaction spans. */
public enum TransactionMode {
    /** One a revision: what went before a failure stays. */
    REVISION,
    /** One for the whole run: a failure undoes all of it. */
    RUN
}
