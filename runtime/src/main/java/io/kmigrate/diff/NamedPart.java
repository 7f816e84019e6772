package io.kmigrate.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A constraint or index, apart into what it is called and what it is.
 *
 * @param name null where none was given: then the content alone counts
 * @param content what two of them are compared by
 */
record NamedPart<T>(T value, @Nullable String name, Object content) {
    /** What goes, what comes, and what only gets another name. */
    record Difference<T>(List<NamedPart<T>> dropped, List<NamedPart<T>> created, List<Renaming<T>> renamed) {
        /** With what would be renamed going and coming instead. */
        Difference<T> withoutRenaming(Predicate<T> unwanted) {
            List<NamedPart<T>> allDropped = new ArrayList<>(dropped);
            List<NamedPart<T>> allCreated = new ArrayList<>(created);
            List<Renaming<T>> kept = new ArrayList<>();
            for (Renaming<T> renaming : renamed) {
                if (unwanted.test(renaming.wanted().value())) {
                    allDropped.add(renaming.live());
                    allCreated.add(renaming.wanted());
                } else {
                    kept.add(renaming);
                }
            }
            return new Difference<>(allDropped, allCreated, kept);
        }
    }

    /** The same, under another name. */
    record Renaming<T>(NamedPart<T> live, NamedPart<T> wanted) {}

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
        return new Difference<>(dropped, created, renamed(live, dropped, created));
    }

    /**
     * Takes what is the same but for its name from both; a name that is still in use is not given again. Where
     * only the case changes, some databases take the new name for the old one, and do nothing.
     */
    private static <T> List<Renaming<T>> renamed(
            List<NamedPart<T>> live, List<NamedPart<T>> dropped, List<NamedPart<T>> created) {
        Set<@Nullable String> used = live.stream().map(NamedPart::name).collect(Collectors.toSet());
        List<Renaming<T>> renamed = new ArrayList<>();
        for (NamedPart<T> part : List.copyOf(created)) {
            dropped.stream()
                    .filter(other -> part.name != null
                            && !used.contains(part.name)
                            && !part.name.equalsIgnoreCase(String.valueOf(other.name))
                            && other.content.equals(part.content))
                    .findFirst()
                    .ifPresent(other -> {
                        dropped.remove(other);
                        created.remove(part);
                        renamed.add(new Renaming<>(other, part));
                    });
        }
        return renamed;
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
