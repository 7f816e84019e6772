package io.kmigrate.dialect.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Who holds the locks that a session waits for. */
final class PostgresBlockers {
    private static final String BLOCKERS = """
            SELECT 'pid ' || a.pid
                || coalesce(', application "' || nullif(a.application_name, '') || '"', '')
                || coalesce(', user ' || a.usename, '')
                || coalesce(', in a transaction for '
                    || extract(epoch FROM clock_timestamp() - a.xact_start)::bigint || ' s', '')
                || coalesce(', ' || a.state, '')
                || coalesce(': ' || left(regexp_replace(a.query, '\\s+', ' ', 'g'), 200), '')
            FROM pg_stat_activity a
            WHERE a.pid = ANY (pg_blocking_pids(?))
            ORDER BY a.xact_start
            """;

    private PostgresBlockers() {}

    static String sessionId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    static List<String> of(Connection observer, String sessionId) throws SQLException {
        List<String> blockers = new ArrayList<>();
        try (PreparedStatement statement = observer.prepareStatement(BLOCKERS)) {
            statement.setInt(1, Integer.parseInt(sessionId));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    blockers.add(rows.getString(1));
                }
            }
        }
        return blockers;
    }
}
