package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.DatabaseFailureException;
import io.kmigrate.lock.MigrationLock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A session advisory lock. Its connection commits every statement by itself, so that whoever holds it or
 * waits for it has no snapshot open: CREATE INDEX CONCURRENTLY waits for every snapshot there is.
 */
final class PostgresLock implements MigrationLock {
    /** The two halves of a 64-bit key are apart in pg_locks, and objsubid 1 says that it is such a key. */
    private static final String HOLDER = """
            SELECT 'pid ' || l.pid
                || coalesce(', application "' || nullif(a.application_name, '') || '"', '')
                || coalesce(', user ' || a.usename, '')
                || ', from ' || coalesce(a.client_hostname, host(a.client_addr), 'the server itself')
                || coalesce(', since ' || to_char(a.query_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'), '')
            FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
              AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
              AND l.classid = ((? >> 32) & 4294967295)::text::oid AND l.objid = (? & 4294967295)::text::oid
            """;

    private final DataSource database;
    private final String versionTable;
    private @Nullable Connection connection;
    private boolean autoCommitAsFound = true;
    private @Nullable Connection claimed;
    private long key;
    private boolean won;

    PostgresLock(DataSource database, String versionTable) {
        this.database = database;
        this.versionTable = versionTable;
    }

    @Override
    public boolean tryAcquire() {
        try {
            if (!won) {
                won = ask(open(), "SELECT pg_try_advisory_lock(?)", 1, key).equals("t");
            }
            return won;
        } catch (SQLException failure) {
            throw new DatabaseFailureException("take the migration lock", failure);
        }
    }

    /** A server notices that a client is gone only when its statement has ended. */
    @Override
    public boolean tryClaim(Connection work) {
        if (claimed == work) {
            return true;
        }
        try {
            if (ask(work, "SELECT pg_try_advisory_lock(?)", 1, key + 1).equals("t")) {
                claimed = work;
            }
            return claimed == work;
        } catch (SQLException failure) {
            throw new DatabaseFailureException("take the migration lock", failure);
        }
    }

    @Override
    public @Nullable String holder() {
        try {
            String holder = holder(open(), won ? key + 1 : key);
            return holder.isEmpty() ? null : holder;
        } catch (SQLException failure) {
            throw new DatabaseFailureException("see who holds the migration lock", failure);
        }
    }

    /** Who holds a key, or empty. */
    static String holder(Connection connection, long key) throws SQLException {
        return ask(connection, HOLDER, 2, key);
    }

    /** The first column of the first row, or empty; all {@code parameters} are {@code value}. */
    static String ask(Connection connection, String sql, int parameters, long value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 1; index <= parameters; index++) {
                statement.setLong(index, value);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Objects.requireNonNullElse(rows.getString(1), "") : "";
            }
        }
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            Connection opened = database.getConnection();
            connection = opened;
            autoCommitAsFound = opened.getAutoCommit();
            opened.setAutoCommit(true);
            key = key(opened, versionTable);
        }
        return connection;
    }

    /** A version table named with its schema is the same one whatever the search path. */
    static long key(Connection opened, String versionTable) throws SQLException {
        try (PreparedStatement statement = opened.prepareStatement("SELECT current_database(), current_schema()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            String schema = versionTable.indexOf('.') < 0 ? row.getString(2) + "." : "";
            return hash("kmigrate " + row.getString(1) + " " + schema + versionTable);
        }
    }

    /** The same in every version: migrators of two releases must exclude each other. */
    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
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
        release();
        try (held) {
            if (won) {
                won = false;
                unlock(held, key);
            }
            held.setAutoCommit(autoCommitAsFound);
        } catch (SQLException failure) {
            abort(held);
        }
    }

    private void release() {
        Connection work = claimed;
        claimed = null;
        if (work != null) {
            try {
                unlock(work, key + 1);
            } catch (SQLException failure) {
                abort(work);
            }
        }
    }

    private static void unlock(Connection held, long value) throws SQLException {
        ask(held, "SELECT pg_advisory_unlock(?)", 1, value);
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
