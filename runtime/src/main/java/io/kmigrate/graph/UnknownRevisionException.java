package io.kmigrate.graph;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.TargetMessages;
import java.util.Collection;

/** No revision or label is called, or begins with, what the user typed. */
public final class UnknownRevisionException extends MigrationException {
    private final String identifier;

    UnknownRevisionException(String identifier, Collection<String> known) {
        super(TargetMessages.unknownRevision(identifier, Target.isPlainName(identifier), known));
        this.identifier = identifier;
    }

    /** As the user typed it. */
    public String identifier() {
        return identifier;
    }
}
