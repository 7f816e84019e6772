package io.kmigrate.plan;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of the version table are not the heads. */
public final class NotAtHeadsException extends MigrationException {
    private final List<String> rows;
    private final transient List<Revision> heads;

    NotAtHeadsException(List<String> rows, List<Revision> heads) {
        super(Problem.of(
                ErrorCode.NOT_AT_HEADS,
                "the database is at %s, the heads are %s"
                        .formatted(
                                rows.isEmpty() ? "base" : String.join(", ", rows),
                                heads.stream().map(Revision::id).collect(Collectors.joining(", "))),
                "run `upgrade heads`"));
        this.rows = List.copyOf(rows);
        this.heads = List.copyOf(heads);
    }

    public List<String> rows() {
        return rows;
    }

    public List<Revision> heads() {
        return heads;
    }
}
