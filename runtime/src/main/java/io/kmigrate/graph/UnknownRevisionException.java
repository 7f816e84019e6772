package io.kmigrate.graph;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** No revision or label is called, or begins with, what the user typed. */
public final class UnknownRevisionException extends MigrationException {
    private final String identifier;

    UnknownRevisionException(String identifier, String fix) {
        super(Problem.of(
                ErrorCode.UNKNOWN_REVISION,
                "no revision or branch label is identified by \"%s\"".formatted(identifier),
                fix));
        this.identifier = identifier;
    }

    public String identifier() {
        return identifier;
    }
}
