package io.kmigrate.history;

/** How far a step came, as its row in the history says. */
public enum StepOutcome {
    /** It has not ended: operations 1 to n are done and stay done, and the next one has not begun. */
    RUNNING("running"),
    /** It has not ended: operations 1 to n are done, and the next one has begun and may be done or half done. */
    IN_FLIGHT("in-flight"),
    DONE("done"),
    /** It began and did not end; what it had done was undone, or somebody said that it was. */
    REVERTED("reverted"),
    /** It failed, and was rolled back as a whole: nothing of it is left but this row. */
    FAILED("failed");

    private final String text;

    StepOutcome(String text) {
        this.text = text;
    }

    /** As it stands in the table. */
    public String text() {
        return text;
    }
}
