package io.kmigrate.graph;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/** Several revisions begin with what the user typed. */
public final class AmbiguousIdentifierException extends MigrationException {
    private static final int SHOWN = 5;

    private final String identifier;
    private final List<String> matches;

    AmbiguousIdentifierException(String identifier, List<String> matches) {
        super(Problem.of(
                ErrorCode.AMBIGUOUS_IDENTIFIER,
                "\"%s\" is the start of %s%s"
                        .formatted(
                                identifier,
                                String.join(", ", matches.subList(0, Math.min(SHOWN, matches.size()))),
                                matches.size() > SHOWN ? " and %d more".formatted(matches.size() - SHOWN) : ""),
                "type more of the one you mean"));
        this.identifier = identifier;
        this.matches = List.copyOf(matches);
    }

    public String identifier() {
        return identifier;
    }

    /** Ids and labels, sorted. */
    public List<String> matches() {
        return matches;
    }
}
