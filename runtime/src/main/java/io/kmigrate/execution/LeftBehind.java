package io.kmigrate.execution;

/**
 * What a failure leaves in the database.
 *
 * @param undecided the operation, 1-based, that no run continues with before somebody has looked whether it is done;
 *     0 if every operation is decided
 */
record LeftBehind(String text, int undecided) {
    static LeftBehind of(String text) {
        return new LeftBehind(text, 0);
    }

    /** The same, in other words. */
    LeftBehind with(String other) {
        return new LeftBehind(other, undecided);
    }
}
