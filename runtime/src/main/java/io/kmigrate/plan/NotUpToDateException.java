package io.kmigrate.plan;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.stream.Collectors;

/** The database lacks revisions that whoever asks needs. */
public final class NotUpToDateException extends MigrationException {
    private final transient List<Revision> pending;

    NotUpToDateException(List<Revision> pending) {
        super(Problem.of(
                "not-up-to-date",
                "the database is not up to date: %s pending"
                        .formatted(pending.stream().map(Revision::id).collect(Collectors.joining(", "))),
                "run `upgrade heads` first"));
        this.pending = List.copyOf(pending);
    }

    public List<Revision> pending() {
        return pending;
    }
}
