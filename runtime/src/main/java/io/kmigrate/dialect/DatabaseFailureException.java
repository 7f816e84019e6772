package io.kmigrate.dialect;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.sql.SQLException;

/** The database failed a statement of our own, such as one that reads its catalog. */
public final class DatabaseFailureException extends MigrationException {
    /** @param attempt what was tried: {@code read the table users} */
    public DatabaseFailureException(String attempt, SQLException cause) {
        super(
                Problem.of(
                        ErrorCode.DATABASE_FAILURE,
                        "cannot " + attempt + ": " + cause.getMessage(),
                        "check the connection and the privileges of its user, and run again"),
                cause);
    }
}
