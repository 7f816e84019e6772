package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.TargetMessages;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * {@code from:to}.
 *
 * @param text as the user typed it
 * @param from the lower end; null when it was left out
 * @param to the upper end; null when it was left out
 */
@API(status = STABLE, since = "0.1")
public record TargetRange(
        String text, @Nullable Target from, @Nullable Target to) {
    /** Everything. */
    public static final TargetRange ALL = new TargetRange(":", null, null);

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
        return required(from);
    }

    /** The end, or a {@link MigrationException} when it was left out. */
    public Target requiredTo() {
        return required(to);
    }

    /** Whether a text is meant as a range, well formed or not. */
    public static boolean isRange(String text) {
        return text.contains(":");
    }

    private Target required(@Nullable Target side) {
        if (side == null) {
            throw TargetMessages.malformedRange(text).exception();
        }
        return side;
    }

    private static @Nullable Target side(String text) {
        return text.isEmpty() ? null : Target.parse(text);
    }
}
