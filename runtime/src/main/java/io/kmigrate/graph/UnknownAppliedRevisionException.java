package io.kmigrate.graph;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/** The version table names revisions that no script has. */
public final class UnknownAppliedRevisionException extends MigrationException {
    private final List<String> ids;

    UnknownAppliedRevisionException(List<String> ids) {
        super(Problem.of(
                "unknown-applied-revision",
                "the database is at %s, which no script has".formatted(String.join(", ", ids)),
                "bring back the missing script (another branch of the repository, a newer release?) or check that"
                        + " this is the right database; if the script is gone for good, `stamp --purge REV` sets"
                        + " the revision the schema really has"));
        this.ids = List.copyOf(ids);
    }

    /** Sorted. */
    public List<String> ids() {
        return ids;
    }
}
