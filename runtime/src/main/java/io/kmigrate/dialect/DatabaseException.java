package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Causes;
import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.DatabaseMessages;
import java.sql.SQLException;
import org.apiguardian.api.API;

/** The database failed outside the operations of a script; the facts of its problem are what it said. */
@API(status = STABLE, since = "0.1")
public final class DatabaseException extends MigrationException {
    /**
     * A statement of a dialect's own failed, such as one that reads the catalog.
     *
     * @param attempt what was tried: {@code read the table users}
     */
    public DatabaseException(String attempt, SQLException cause) {
        this(explained(ErrorCode.DATABASE_FAILURE, attempt, cause), cause);
    }

    /** @param problem the facts of the cause are added */
    public DatabaseException(Problem problem, SQLException cause) {
        super(problem.with(DatabaseWords.facts(cause)), cause);
    }

    /**
     * A command failed, other than in an operation.
     *
     * @param attempt what was tried: {@code read the version table}
     */
    public static DatabaseException ofCommand(String attempt, SQLException cause) {
        return new DatabaseException(explained(ErrorCode.DATABASE_ERROR, attempt, cause), cause);
    }

    /** A failure of ours, which a driver can only pass on as its own, says most. */
    private static Problem explained(ErrorCode code, String attempt, SQLException cause) {
        return Causes.first(cause, MigrationException.class)
                .map(known -> known.problems().get(0))
                .or(() -> Dialects.explanation(cause))
                .orElseGet(() -> DatabaseMessages.failed(code, attempt));
    }
}
