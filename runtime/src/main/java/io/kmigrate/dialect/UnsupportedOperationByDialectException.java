package io.kmigrate.dialect;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.DatabaseMessages;

/** A database that cannot do what an operation asks; known before anything ran. */
public final class UnsupportedOperationByDialectException extends MigrationException {
    public UnsupportedOperationByDialectException(String dialect, String what, String instead) {
        super(DatabaseMessages.unsupported(dialect, what, instead));
    }
}
