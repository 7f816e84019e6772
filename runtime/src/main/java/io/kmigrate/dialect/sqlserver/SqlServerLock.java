package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.ConnectionLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An application lock that a session owns, and not a transaction. It is the database's, so that two databases of a
 * server do not wait for each other.
 */
final class SqlServerLock extends ConnectionLock<String> {
    /** 0 and 1 are a lock won, -1 is one that is held; a session that waits asks again by itself. */
    private static final String ACQUIRE = """
            DECLARE @result int;
            EXEC @result = sys.sp_getapplock @Resource = ?, @LockMode = N'Exclusive', @LockOwner = N'Session',
                @LockTimeout = 0;
            SELECT @result""";

    private static final String RELEASE = "EXEC sys.sp_releaseapplock @Resource = ?, @LockOwner = N'Session'";

    /** The description holds the first 32 characters of the resource in brackets. */
    private static final String HOLDER = """
            SELECT CONCAT(N'session ', l.request_session_id, N', application "' + s.program_name + N'"',
                N', user ' + s.login_name, N', from ' + s.host_name,
                N', since ' + CONVERT(nvarchar(30), s.last_request_start_time, 120))
            FROM sys.dm_tran_locks l
            LEFT JOIN sys.dm_exec_sessions s ON s.session_id = l.request_session_id
            WHERE l.resource_type = N'APPLICATION' AND l.request_status = N'GRANT'
              AND l.resource_database_id = DB_ID()
              AND CHARINDEX(CONCAT(N'[', ?, N']'), l.resource_description) > 0""";

    private static final int HELD = -1;

    SqlServerLock(DataSource database, String versionTable) {
        super(database, versionTable);
    }

    @Override
    protected String key(Connection opened, String table) throws SQLException {
        try (PreparedStatement statement = opened.prepareStatement("SELECT SCHEMA_NAME()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            String schema = table.indexOf('.') < 0 ? row.getString(1) + "." : "";
            return "kmigrate " + hash(schema + table, 8);
        }
    }

    @Override
    protected boolean acquire(Connection session, String lock) throws SQLException {
        int result = Integer.parseInt(ask(session, ACQUIRE, lock));
        if (result < HELD) {
            throw new SQLException("sp_getapplock returned " + result);
        }
        return result >= 0;
    }

    @Override
    protected void release(Connection session, String lock) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(RELEASE)) {
            statement.setString(1, lock);
            statement.execute();
        }
    }

    /** Null too for a user without VIEW SERVER STATE, who may not see other sessions. */
    @Override
    protected @Nullable String holder(Connection session, String lock) {
        try {
            String holder = ask(session, HOLDER, lock);
            return holder.isEmpty() ? null : holder;
        } catch (SQLException notAllowed) {
            return null;
        }
    }

    /** The first column of the first row, or empty. */
    private static String ask(Connection session, String sql, String lock) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setString(1, lock);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        }
    }
}
