package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** The documented exit codes of the command; an application can switch on them too. */
@API(status = STABLE, since = "0.1")
public enum Outcome {
    DONE(0),
    FAILED(1),
    USAGE(2),
    /** Differences or pending revisions were found by a command that looks for them. */
    DIFFERENT(3),
    /** Another migrator held the lock until the timeout. */
    LOCKED(4),
    /** A script was edited after it had been applied. */
    EDITED(5);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
