package io.kmigrate.dialect;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.DatabaseMessages;

/**
 * A statement must say again what is not known of a table: offline no script makes it, or an opaque one did.
 * Other than what a database cannot do, it says nothing of a run, which asks the catalog.
 */
public final class UnknownDefinitionException extends MigrationException {
    /** @param what is attempted: {@code restate column a of table t, which is not known} */
    public UnknownDefinitionException(String dialect, String what, String instead) {
        super(DatabaseMessages.unknownDefinition(dialect, what, instead));
    }
}
