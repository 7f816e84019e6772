package io.kmigrate.history;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** How far a step came, as its row in the history says. */
@API(status = STABLE, since = "0.1")
public enum StepOutcome {
    /** It has not ended: operations 1 to n are done and stay done, and the next one has not begun. */
    RUNNING("running"),
    /** It has not ended: operations 1 to n are done, and the next one has begun and may be done or half done. */
    IN_FLIGHT("in-flight"),
    DONE("done"),
    /** It has ended and ran nothing: its script is for other environments. */
    SKIPPED("skipped"),
    /** It began and did not end; what it had done was undone, or somebody said that it was. */
    REVERTED("reverted"),
    /** It failed, and was rolled back as a whole: nothing of it is left but this row. */
    FAILED("failed");

    private final String text;

    StepOutcome(String text) {
        this.text = text;
    }

    /** Whether a row with this text says that the step came to its end. */
    static boolean isFinished(String text) {
        return text.equals(DONE.text) || text.equals(SKIPPED.text);
    }

    /** As it stands in the table. */
    public String text() {
        return text;
    }
}
