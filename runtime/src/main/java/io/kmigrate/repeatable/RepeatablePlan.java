package io.kmigrate.repeatable;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What a run does about objects that follow their text.
 *
 * @param before comes before the revisions, in order
 * @param after comes after them, in order
 * @param present the objects that the database has before the run
 * @param files the scripts whose fingerprints the history does not have yet, by name; an empty one for a script that
 *     is gone
 * @param rowsBefore the version rows before the run
 * @param rowsAfter the version rows after it
 */
@API(status = STABLE, since = "0.1")
public record RepeatablePlan(
        List<RepeatableStep> before,
        List<RepeatableStep> after,
        List<Repeatable> present,
        Map<String, String> files,
        List<String> rowsBefore,
        List<String> rowsAfter) {
    /** Nothing to do. */
    public static final RepeatablePlan NONE =
            new RepeatablePlan(List.of(), List.of(), List.of(), Map.of(), List.of(), List.of());

    public RepeatablePlan {
        before = List.copyOf(before);
        after = List.copyOf(after);
        present = List.copyOf(present);
        files = Map.copyOf(files);
        rowsBefore = List.copyOf(rowsBefore);
        rowsAfter = List.copyOf(rowsAfter);
    }

    /** Whether no object changes. */
    public boolean isEmpty() {
        return before.isEmpty() && after.isEmpty();
    }

    /** Whether there is nothing to write down either. */
    public boolean isSettled() {
        return isEmpty() && files.isEmpty();
    }

    /** All, in order. */
    public List<RepeatableStep> steps() {
        return Stream.concat(before.stream(), after.stream()).toList();
    }
}
