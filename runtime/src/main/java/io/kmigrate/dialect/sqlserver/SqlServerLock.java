package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.DatabaseFailureException;
import io.kmigrate.lock.MigrationLock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An application lock that a session owns, and not a transaction: its connection has none open. It goes with
 * the session, and is the database's, so that two databases of a server do not wait for each other.
 */
final class SqlServerLock implements MigrationLock {
    /** 0 and 1 are a lock won, -1 is one that is held; whoever waits asks again by itself. */
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

    private final DataSource database;
    private final String versionTable;
    private @Nullable Connection connection;
    private boolean autoCommitAsFound = true;
    private String resource = "";
    private boolean won;

    SqlServerLock(DataSource database, String versionTable) {
        this.database = database;
        this.versionTable = versionTable;
    }

    @Override
    public boolean tryAcquire() {
        if (won) {
            return true;
        }
        try {
            int result = Integer.parseInt(ask(ACQUIRE));
            if (result < HELD) {
                throw new SQLException("sp_getapplock returned " + result);
            }
            won = result >= 0;
            return won;
        } catch (SQLException failure) {
            throw new DatabaseFailureException("take the migration lock", failure);
        }
    }

    /** Null too for a user without VIEW SERVER STATE, who may not see other sessions. */
    @Override
    public @Nullable String holder() {
        try {
            String holder = ask(HOLDER);
            return holder.isEmpty() ? null : holder;
        } catch (SQLException notAllowed) {
            return null;
        }
    }

    /** The first column of the first row, or empty. */
    private String ask(String sql) throws SQLException {
        Connection opened = open();
        try (PreparedStatement statement = opened.prepareStatement(sql)) {
            statement.setString(1, resource);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        }
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            Connection opened = database.getConnection();
            connection = opened;
            autoCommitAsFound = opened.getAutoCommit();
            opened.setAutoCommit(true);
            resource = resource(opened);
        }
        return connection;
    }

    /** A version table named with its schema is the same one whatever the user's default. */
    private String resource(Connection opened) throws SQLException {
        try (PreparedStatement statement = opened.prepareStatement("SELECT SCHEMA_NAME()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            String schema = versionTable.indexOf('.') < 0 ? row.getString(1) + "." : "";
            return "kmigrate " + hash(schema + versionTable);
        }
    }

    /** The same in every version: migrators of two releases must exclude each other. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }

    /** Unlocks before it closes: a pool keeps the session, and with it the lock. */
    @Override
    public void close() {
        Connection held = connection;
        if (held == null) {
            return;
        }
        connection = null;
        try (held) {
            if (won) {
                won = false;
                try (PreparedStatement statement = held.prepareStatement(RELEASE)) {
                    statement.setString(1, resource);
                    statement.execute();
                }
            }
            held.setAutoCommit(autoCommitAsFound);
        } catch (SQLException failure) {
            abort(held);
        }
    }

    /** A session that cannot unlock must end, and is often gone already, which is as good. */
    private static void abort(Connection held) {
        try {
            held.abort(Runnable::run);
        } catch (SQLException gone) {
            // The lock went with the session.
        }
    }
}
