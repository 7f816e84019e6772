package io.kmigrate.dialect;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.sql.SQLException;

/** The database answered and would not let us in: a wrong password, an unknown database. */
public final class DatabaseRefusedException extends MigrationException {
    private final DatabaseUrl url;

    DatabaseRefusedException(DatabaseUrl url, String reason, String fix, SQLException cause) {
        super(Problem.of(ErrorCode.REFUSED, "cannot connect to " + url.masked() + ": " + reason, fix), cause);
        this.url = url;
    }

    public DatabaseUrl url() {
        return url;
    }
}
