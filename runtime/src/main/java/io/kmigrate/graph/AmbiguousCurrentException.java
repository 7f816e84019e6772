package io.kmigrate.graph;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/** A target relative to what the database has, which has several revisions. */
public final class AmbiguousCurrentException extends MigrationException {
    private final String target;
    private final List<String> current;

    AmbiguousCurrentException(String target, List<String> current) {
        super(Problem.of(
                ErrorCode.AMBIGUOUS_CURRENT,
                "\"%s\" could begin at any of %s".formatted(target, String.join(", ", current)),
                "name the branch, such as `%s@%s`"
                        .formatted(current.get(0), target.substring(target.indexOf('@') + 1))));
        this.target = target;
        this.current = List.copyOf(current);
    }

    public String target() {
        return target;
    }

    /** Ids it could begin at. */
    public List<String> current() {
        return current;
    }
}
