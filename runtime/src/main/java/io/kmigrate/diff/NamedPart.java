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
record NamedPart<T>(T value, @Nullable String name, Object content) {
    /** What goes, and what comes. */
    record Difference<T>(List<NamedPart<T>> dropped, List<NamedPart<T>> created) {}

    static <T> Difference<T> difference(List<NamedPart<T>> live, List<NamedPart<T>> wanted) {
        List<NamedPart<T>> dropped = new ArrayList<>(live);
        List<NamedPart<T>> created = new ArrayList<>();
        for (NamedPart<T> part : wanted) {
            if (part.name == null || !remove(dropped, part, true)) {
                created.add(part);
            }
        }
        // Names first: what has the wanted name is not taken away by one that would fit as well.
        created.removeIf(part -> part.name == null && remove(dropped, part, false));
        return new Difference<>(dropped, created);
    }

    private static <T> boolean remove(List<NamedPart<T>> parts, NamedPart<T> wanted, boolean byName) {
        return parts.stream()
                .filter(part ->
                        part.content.equals(wanted.content) && (!byName || Objects.equals(part.name, wanted.name)))
                .findFirst()
                .map(parts::remove)
                .orElse(false);
    }
}
