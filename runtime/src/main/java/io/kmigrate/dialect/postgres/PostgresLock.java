package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.ConnectionLock;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A session advisory lock. Neither the holder nor a session that waits has a snapshot open: CREATE INDEX CONCURRENTLY
 * waits for every snapshot there is.
 */
final class PostgresLock extends ConnectionLock<Long> {
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

    private final @Nullable Long given;

    PostgresLock(DataSource database, String versionTable) {
        this(database, versionTable, null);
    }

    /** @param given the key of another tool's lock; null for that of the version table */
    PostgresLock(DataSource database, String versionTable, @Nullable Long given) {
        super(database, versionTable);
        this.given = given;
    }

    @Override
    protected Long key(Connection opened, String table) throws SQLException {
        return given == null ? keyOf(opened, table) : given;
    }

    @Override
    protected void refuseUnfit(Connection session, Connection work) throws SQLException {
        new TransactionPool(session, work).refuse();
    }

    /** A version table named with its schema is the same one for every search path. */
    static long keyOf(Connection opened, String table) throws SQLException {
        try (PreparedStatement statement = opened.prepareStatement("SELECT current_database(), current_schema()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            String schema = table.indexOf('.') < 0 ? row.getString(2) + "." : "";
            String text = "kmigrate " + row.getString(1) + " " + schema + table;
            return ByteBuffer.wrap(digest(text, Long.BYTES)).getLong();
        }
    }

    /** A server notices that a client is gone only when its statement has ended. */
    @Override
    protected Optional<Long> workKey(Long lock) {
        return given == null ? Optional.of(lock + 1) : Optional.empty();
    }

    @Override
    protected boolean acquire(Connection session, Long lock) throws SQLException {
        return ask(session, "SELECT pg_try_advisory_lock(?)", 1, lock).equals("t");
    }

    @Override
    protected void release(Connection session, Long lock) throws SQLException {
        ask(session, "SELECT pg_advisory_unlock(?)", 1, lock);
    }

    @Override
    protected @Nullable String holder(Connection session, Long lock) throws SQLException {
        return holderOf(session, lock);
    }

    /** Who holds a key, or null. */
    static @Nullable String holderOf(Connection session, long key) throws SQLException {
        String holder = ask(session, HOLDER, 2, key);
        return holder.isEmpty() ? null : holder;
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
}
