package io.kmigrate.dialect.postgres;

import io.kmigrate.operation.Limits;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits of a session of the server, and what they were when they were first set. */
final class PostgresLimits {
    private final Connection connection;
    private final Map<String, String> found = new HashMap<>();

    PostgresLimits(Connection connection) {
        this.connection = connection;
    }

    /** For the session and not the transaction, so that they hold for statements outside of any, too. */
    void set(Limits wanted) throws SQLException {
        set("lock_timeout", wanted.lock());
        set("statement_timeout", wanted.statement());
    }

    private void set(String setting, @Nullable Duration limit) throws SQLException {
        String asFound = found.get(setting);
        if (limit == null && asFound == null) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            if (asFound == null) {
                try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
                    row.next();
                    asFound = row.getString(1);
                    found.put(setting, asFound);
                }
            }
            statement.execute("SET " + setting + " = '" + (limit == null ? asFound : limit.toMillis() + "ms") + "'");
        }
    }
}
