package io.kmigrate.lint;

/**
 * What rules know of the database beside its schema.
 *
 * @param viewsHoldTypes true where a column keeps its type as long as a view reads it
 */
public record Facts(boolean viewsHoldTypes) {
    /** Nothing is known. */
    public static Facts unknown() {
        return new Facts(false);
    }
}
