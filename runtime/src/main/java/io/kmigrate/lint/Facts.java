package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * What rules know of the database beside its schema.
 *
 * @param viewsHoldTypes true where a column keeps its type as long as a view reads it
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Facts(boolean viewsHoldTypes) {
    /** Nothing is known. */
    public static Facts unknown() {
        return new Facts(false);
    }
}
