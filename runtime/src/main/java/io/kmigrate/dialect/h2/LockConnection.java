package io.kmigrate.dialect.h2;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;

/** The connection of a lock: it waits for nobody, reads what is not committed, and goes back as it was found. */
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
            // A version table named with its schema is the same one whatever the current schema.
            String schema = versionTable.indexOf('.') < 0 ? row.getString(1) + "." : "";
            LockConnection lock = new LockConnection(
                    opened,
                    opened.getAutoCommit(),
                    opened.getTransactionIsolation(),
                    row.getInt(2),
                    schema + versionTable);
            opened.setAutoCommit(true);
            opened.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
            lock.execute("SET LOCK_TIMEOUT 0");
            ready = true;
            return lock;
        } finally {
            if (!ready) {
                opened.close();
            }
        }
    }

    Connection jdbc() {
        return jdbc;
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

    boolean isUsable() {
        try {
            return jdbc.isValid(1);
        } catch (SQLException broken) {
            return false;
        }
    }

    /** Undoes what is not committed and tidies up, as far as nobody else is in the way. */
    void release(String tidying) {
        try {
            jdbc.rollback();
            jdbc.setAutoCommit(true);
            execute(tidying);
        } catch (SQLException inUse) {
            // The row is gone with the rollback, or with the connection.
        }
    }

    void close() {
        try (Connection closing = jdbc) {
            execute("SET LOCK_TIMEOUT " + timeoutMillis);
            closing.setTransactionIsolation(isolation);
            closing.setAutoCommit(autoCommit);
        } catch (SQLException broken) {
            // A broken connection holds nothing.
        }
    }
}
