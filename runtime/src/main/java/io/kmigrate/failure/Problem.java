package io.kmigrate.failure;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong: what happened, where, what to do next.
 *
 * @param code stable, kebab-case, documented in {@code docs/errors.md}
 * @param message what happened, one sentence without a final full stop; may hold several lines
 * @param location where, when a file is to blame
 * @param fix what to do next, imperative
 */
public record Problem(
        String code,
        String message,
        @Nullable Location location,
        @Nullable String fix) {
    /** A problem that no file is to blame for. */
    public static Problem of(String code, String message, @Nullable String fix) {
        return new Problem(code, message, null, fix);
    }

    /** The same problem, found in {@code place}. */
    public Problem at(@Nullable Location place) {
        return new Problem(code, message, place, fix);
    }
}
