package io.kmigrate.run;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.sql.SQLException;

/** The database failed outside any operation: while its state was read, or while it was locked. */
public final class DatabaseException extends MigrationException {
    public DatabaseException(String doing, SQLException cause) {
        super(
                Problem.of(
                        "database-error",
                        "the database failed while " + doing + ": " + cause.getMessage(),
                        "mend what the database says; `current` shows what is applied"),
                cause);
    }
}
