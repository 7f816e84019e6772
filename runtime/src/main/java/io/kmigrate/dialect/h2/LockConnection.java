package io.kmigrate.dialect.h2;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The connection of a lock: it waits for nobody, and goes back as it was found. */
final class LockConnection {
    private final Connection jdbc;
    private final boolean autoCommit;
    private final int isolation;
    private final int timeoutMillis;
    private final String key;

    private LockConnection(Connection jdbc, boolean autoCommit, int isolation, int timeoutMillis, String key) {
        this.jdbc = jdbc;
        this.autoCommit = autoCommit;
        this.isolation = isolation;
        this.timeoutMillis = timeoutMillis;
        this.key = key;
    }

    static LockConnection open(DataSource database, String versionTable) throws SQLException {
        Connection opened = database.getConnection();
        boolean ready = false;
        try (Statement statement = opened.createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_SCHEMA, LOCK_TIMEOUT()")) {
            row.next();
            // A version table named with its schema is the same one in every current schema.
            String schema = versionTable.indexOf('.') < 0 ? row.getString(1) + "." : "";
            LockConnection lock = new LockConnection(
                    opened,
                    opened.getAutoCommit(),
                    opened.getTransactionIsolation(),
                    row.getInt(2),
                    schema + versionTable);
            opened.setAutoCommit(true);
            opened.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
            // In milliseconds; with 0, H2 waits for the writer of a row as long as it takes.
            lock.execute("SET LOCK_TIMEOUT 1");
            ready = true;
            return lock;
        } finally {
            if (!ready) {
                opened.close();
            }
        }
    }

    /** What a lock is about. */
    String key() {
        return key;
    }

    /** Who locks here, for messages. */
    String holder() throws SQLException {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            host = "unknown host";
        }
        return "pid " + ProcessHandle.current().pid() + " on " + host + ", user "
                + jdbc.getMetaData().getUserName() + ", since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = jdbc.createStatement()) {
            statement.execute(sql);
        }
    }

    void write(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            statement.executeUpdate();
        }
    }

    /**
     * Whether it wrote a row; then the transaction stays open, and another session that writes the row must wait.
     * It reads what is committed: with less, H2 (seen with 2.3.232) lets two write one row now and then.
     */
    boolean writeAndKeep(String sql, String... values) throws SQLException {
        // A change of isolation commits, so that it comes before the write, and again only after a rollback.
        jdbc.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        jdbc.setAutoCommit(false);
        boolean written = false;
        try (PreparedStatement statement = prepared(sql, values)) {
            written = statement.executeUpdate() > 0;
        } finally {
            if (!written) {
                rollback();
            }
        }
        return written;
    }

    /** The first column of the first row, as others wrote it without a commit. */
    @Nullable
    String read(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private void rollback() throws SQLException {
        jdbc.rollback();
        jdbc.setAutoCommit(true);
        jdbc.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
    }

    private PreparedStatement prepared(String sql, String... values) throws SQLException {
        PreparedStatement statement = jdbc.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }

    boolean isUsable() {
        try {
            return jdbc.isValid(1);
        } catch (SQLException broken) {
            return false;
        }
    }

    /** Undoes what is not committed, and gives the connection back. */
    void close() {
        try (Connection closing = jdbc) {
            rollback();
            execute("SET LOCK_TIMEOUT " + timeoutMillis);
            closing.setTransactionIsolation(isolation);
            closing.setAutoCommit(autoCommit);
        } catch (SQLException broken) {
            // A broken connection holds nothing: what was not committed is gone with it.
        }
    }
}
