package io.kmigrate.dialect.sqlite;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.sql.SQLException;

/** The database did not let its catalog be read. */
public final class CatalogUnreadableException extends MigrationException {
    CatalogUnreadableException(SQLException cause) {
        super(
                Problem.of(
                        ErrorCode.CATALOG_UNREADABLE,
                        "the catalog of the SQLite database cannot be read: " + cause.getMessage(),
                        "check that the file is a SQLite database and that nobody else holds it"),
                cause);
    }
}
