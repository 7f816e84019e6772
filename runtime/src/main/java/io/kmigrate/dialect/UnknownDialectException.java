package io.kmigrate.dialect;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/** A database that no dialect on the class path is for. */
public final class UnknownDialectException extends MigrationException {
    private final List<String> known;

    UnknownDialectException(String what, List<String> known) {
        super(Problem.of(
                ErrorCode.UNKNOWN_DIALECT,
                "no dialect is known for " + what + "; there are " + String.join(", ", known),
                "use one of these databases, or add a dialect for yours to the class path"));
        this.known = List.copyOf(known);
    }

    /** The names that {@link Dialects#named} takes, in alphabetical order. */
    public List<String> known() {
        return known;
    }
}
