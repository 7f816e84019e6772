package io.kmigrate.plan;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/** There are no branches to join. */
public final class NothingToMergeException extends MigrationException {
    private final transient List<String> parents;

    NothingToMergeException(List<String> parents) {
        super(Problem.of(
                ErrorCode.NOTHING_TO_MERGE,
                parents.isEmpty()
                        ? "there is nothing to merge"
                        : "there is nothing to merge: it would all stand on " + parents.get(0),
                "go on with one head, or name two revisions or more"));
        this.parents = List.copyOf(parents);
    }

    /** What was named: one full id, or none. */
    public List<String> parents() {
        return parents;
    }
}
