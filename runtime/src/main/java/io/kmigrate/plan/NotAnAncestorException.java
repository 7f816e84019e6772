package io.kmigrate.plan;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/** A downgrade to, or a range from, a revision that what is applied does not stand on. */
public final class NotAnAncestorException extends MigrationException {
    private final String target;
    private final List<String> heads;

    NotAnAncestorException(String target, List<String> heads) {
        super(Problem.of(
                ErrorCode.NOT_AN_ANCESTOR,
                "\"%s\" is not below %s"
                        .formatted(target, heads.isEmpty() ? "base: nothing is applied" : String.join(", ", heads)),
                "name a revision on the way down; `current` and `history` show it"));
        this.target = target;
        this.heads = List.copyOf(heads);
    }

    public String target() {
        return target;
    }

    /** Where the way down began. */
    public List<String> heads() {
        return heads;
    }
}
