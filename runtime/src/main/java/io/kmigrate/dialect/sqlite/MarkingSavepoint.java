package io.kmigrate.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Knows a transaction again by a savepoint, which falls with it. */
final class MarkingSavepoint {
    private static final String NAME = "kmigrate_mark";

    private final Connection connection;

    MarkingSavepoint(Connection connection) {
        this.connection = connection;
    }

    void mark() throws SQLException {
        execute("SAVEPOINT " + NAME);
    }

    boolean isMarked() throws SQLException {
        try {
            execute("RELEASE " + NAME);
            return true;
        } catch (SQLException failure) {
            if (String.valueOf(failure.getMessage()).contains("no such savepoint")) {
                return false;
            }
            throw failure;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
