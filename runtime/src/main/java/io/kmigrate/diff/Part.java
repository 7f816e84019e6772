package io.kmigrate.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A constraint or index, apart into what it is called and what it is.
 *
 * @param name null where none was given: then the content alone counts
 * @param content what two of them are compared by
 */
record Part<T>(T value, @Nullable String name, Object content) {
    /** What goes, and what comes. */
    record Difference<T>(List<Part<T>> dropped, List<Part<T>> created) {}

    static <T> Difference<T> difference(List<Part<T>> live, List<Part<T>> wanted) {
        List<Part<T>> dropped = new ArrayList<>(live);
        List<Part<T>> created = new ArrayList<>();
        for (Part<T> part : wanted) {
            if (part.name == null || !remove(dropped, part, true)) {
                created.add(part);
            }
        }
        // Names first: what has the wanted name is not taken away by one that would fit as well.
        created.removeIf(part -> part.name == null && remove(dropped, part, false));
        return new Difference<>(dropped, created);
    }

    private static <T> boolean remove(List<Part<T>> parts, Part<T> wanted, boolean byName) {
        return parts.stream()
                .filter(part ->
                        part.content.equals(wanted.content) && (!byName || Objects.equals(part.name, wanted.name)))
                .findFirst()
                .map(parts::remove)
                .orElse(false);
    }
}
