package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.TargetMessages;
import java.util.Collection;
import org.apiguardian.api.API;

/** No revision or label is called, or begins with, what the user typed. */
@API(status = STABLE, since = "0.1")
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
