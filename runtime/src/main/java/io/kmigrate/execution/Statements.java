package io.kmigrate.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Sends SQL as it is written. */
final class Statements {
    private Statements() {}

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Users' SQL is the database's own: {fn …} and ? mean what they mean there.
            statement.setEscapeProcessing(false);
            boolean hasRows = statement.execute(sql);
            // A call may hold several statements: drivers tell of a failed one when its result is asked for.
            while (hasRows || statement.getUpdateCount() >= 0) {
                hasRows = statement.getMoreResults();
            }
        }
    }
}
