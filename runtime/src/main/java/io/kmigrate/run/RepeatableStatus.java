package io.kmigrate.run;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What the next upgrade looks at among the objects that follow their text. Scripts are compared by their texts, without
 * a compiler: one whose comments alone were edited counts.
 *
 * @param changed names of scripts that are new or whose text changed
 * @param removed names of scripts that are gone
 * @param missing objects that are not in the database: a stopped run dropped them, or somebody did
 */
@API(status = STABLE, since = "0.1")
public record RepeatableStatus(List<String> changed, List<String> removed, List<String> missing) {
    /** Nothing to look at. */
    public static final RepeatableStatus NONE = new RepeatableStatus(List.of(), List.of(), List.of());

    public RepeatableStatus {
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
        missing = List.copyOf(missing);
    }

    /** All of them. */
    public List<String> names() {
        return Stream.of(changed, removed, missing).flatMap(List::stream).toList();
    }

    public boolean isEmpty() {
        return changed.isEmpty() && removed.isEmpty() && missing.isEmpty();
    }
}
