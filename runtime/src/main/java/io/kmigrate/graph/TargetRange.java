package io.kmigrate.graph;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.TargetMessages;
import java.util.Optional;

/**
 * {@code from:to}; a side left out is empty.
 *
 * @param text as the user typed it
 */
public record TargetRange(String text, Optional<Target> from, Optional<Target> to) {
    /** Everything. */
    public static final TargetRange ALL = new TargetRange(":", Optional.empty(), Optional.empty());

    /**
     * Reads a range with exactly one colon.
     *
     * @throws MigrationException otherwise
     */
    public static TargetRange parse(String text) {
        String[] sides = text.strip().split(":", -1);
        if (sides.length != 2) {
            throw TargetMessages.malformedRange(text).exception();
        }
        return new TargetRange(text, side(sides[0]), side(sides[1]));
    }

    /** The start, or a {@link MigrationException} when it was left out. */
    public Target requiredFrom() {
        return from.orElseThrow(() -> TargetMessages.malformedRange(text).exception());
    }

    /** The end, or a {@link MigrationException} when it was left out. */
    public Target requiredTo() {
        return to.orElseThrow(() -> TargetMessages.malformedRange(text).exception());
    }

    /** Whether a text is meant as a range, well formed or not. */
    public static boolean isRange(String text) {
        return text.contains(":");
    }

    private static Optional<Target> side(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Target.parse(text));
    }
}
