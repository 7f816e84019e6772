package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Locale;
import org.apiguardian.api.API;

/** How a backfill stands. */
@API(status = STABLE, since = "0.1")
public enum BackfillState {
    /** Registered, and not begun. */
    WAITING,
    /** Begun, and at work. */
    RUNNING,
    /** Begun, and nothing is at it right now: the next run continues. Its lock tells, and no table. */
    INTERRUPTED,
    /** Somebody wants it to stand still. */
    PAUSED,
    /** It stopped at a failure, and goes on from there. */
    FAILED,
    DONE,
    /** Somebody gave it up. */
    CANCELLED;

    /** As it stands in the table. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BackfillState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
