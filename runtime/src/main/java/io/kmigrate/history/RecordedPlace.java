package io.kmigrate.history;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The place that a revision had in the graph when a row of the history was written.
 *
 * @param parents full ids; none for a base
 * @param dependsOn ids or branch labels, as the script has them
 */
@API(status = STABLE, since = "0.1")
public record RecordedPlace(List<String> parents, List<String> dependsOn) {
    /** Holds 150 parents of the ids that Kmigrate gives, and is allowed on every database. */
    static final int LENGTH = 2000;

    /** No revision can be called so. Oracle has no empty text, and null means that the place is not known. */
    private static final String BASE = "base";

    private static final String DEPENDENCY = "+";

    public RecordedPlace {
        parents = List.copyOf(parents);
        dependsOn = List.copyOf(dependsOn);
    }

    public static RecordedPlace of(Revision revision) {
        return new RecordedPlace(revision.parents(), revision.dependsOn());
    }

    /** All that must have been there before the revision. */
    public List<String> links() {
        if (dependsOn.isEmpty()) {
            return parents;
        }
        List<String> links = new ArrayList<>(parents);
        links.addAll(dependsOn);
        return List.copyOf(links);
    }

    /** {@code a1 b2 +c3}, as it stands in the table; null where the table has no room for it. */
    @Nullable
    String text() {
        String text = Stream.concat(
                        parents.isEmpty() ? Stream.of(BASE) : parents.stream(),
                        dependsOn.stream().map(name -> DEPENDENCY + name))
                .collect(Collectors.joining(" "));
        return text.length() <= LENGTH ? text : null;
    }

    /** What {@link #text} gave; empty for null. */
    static Optional<RecordedPlace> parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        List<String> parents = new ArrayList<>();
        List<String> dependsOn = new ArrayList<>();
        for (String name : text.trim().split(" ", -1)) {
            if (name.startsWith(DEPENDENCY)) {
                dependsOn.add(name.substring(DEPENDENCY.length()));
            } else if (!name.equals(BASE)) {
                parents.add(name);
            }
        }
        return Optional.of(new RecordedPlace(parents, dependsOn));
    }
}
