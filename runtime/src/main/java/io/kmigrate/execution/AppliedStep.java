package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A change of the version rows, as a {@link StepHook} sees it.
 *
 * @param revision the id; of a stamp all new ones, such as {@code a1, b2}, or {@code base} where none is left
 * @param message of the revision; empty where it has none
 * @param rowsBefore the version rows it starts from, sorted
 * @param rowsAfter the version rows it leaves, sorted
 * @param tag what {@code --tag} gave
 * @param isOffline SQL text is written and nothing runs
 * @param isDryRun everything is rolled back at the end
 */
@API(status = STABLE, since = "0.1")
public record AppliedStep(
        StepKind kind,
        String revision,
        String message,
        List<String> rowsBefore,
        List<String> rowsAfter,
        @Nullable String tag,
        boolean isOffline,
        boolean isDryRun) {
    public AppliedStep {
        rowsBefore = List.copyOf(rowsBefore);
        rowsAfter = List.copyOf(rowsAfter);
    }

    boolean changesRows() {
        return !Set.copyOf(rowsBefore).equals(Set.copyOf(rowsAfter));
    }
}
