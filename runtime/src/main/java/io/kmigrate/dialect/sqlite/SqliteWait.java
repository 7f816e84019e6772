package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedRunMessages;
import io.kmigrate.operation.Limits;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The wait for other writers. SQLite has no other locks, and no way to end a statement after a time. */
final class SqliteWait {
    private final Connection connection;
    private long asFound = -1;

    SqliteWait(Connection connection) {
        this.connection = connection;
    }

    void limit(Limits limits) throws SQLException {
        if (limits.statement() != null) {
            throw new UnsupportedOperationByDialectException(UnsupportedRunMessages.statementTimeout("SQLite"));
        }
        if (limits.lock() == null && asFound < 0) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            if (asFound < 0) {
                try (ResultSet row = statement.executeQuery("PRAGMA busy_timeout")) {
                    asFound = row.next() ? row.getLong(1) : 0;
                }
            }
            long millis = limits.lock() == null ? asFound : limits.lock().toMillis();
            statement.execute("PRAGMA busy_timeout = " + Math.min(millis, Integer.MAX_VALUE));
        }
    }
}
