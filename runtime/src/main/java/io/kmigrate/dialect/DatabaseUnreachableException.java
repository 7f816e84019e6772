package io.kmigrate.dialect;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.sql.SQLException;

/** Nothing that speaks the database's protocol answered. */
public final class DatabaseUnreachableException extends MigrationException {
    private final DatabaseUrl url;

    DatabaseUnreachableException(DatabaseUrl url, String reason, SQLException cause) {
        super(
                Problem.of(
                        ErrorCode.UNREACHABLE,
                        "cannot reach " + url.masked() + ": " + reason,
                        url.reachedAt() == null
                                ? "check host and port in the URL, and that the database is running"
                                : "check that the database is running at " + url.reachedAt()
                                        + " and that no firewall is in between"),
                cause);
        this.url = url;
    }

    public DatabaseUrl url() {
        return url;
    }
}
