package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.Scratch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.UUID;

/** A schema that no one else ever sees: its transaction is rolled back. */
final class PostgresScratch implements Scratch {
    private final Connection connection;
    private final boolean autoCommit;
    private final Savepoint start;

    PostgresScratch(Connection connection) throws SQLException {
        this.connection = connection;
        this.autoCommit = connection.getAutoCommit();
        if (autoCommit) {
            connection.setAutoCommit(false);
        }
        this.start = connection.setSavepoint();
        try {
            open();
        } catch (SQLException failure) {
            try {
                close();
            } catch (SQLException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /** The schemas of before come second: types and functions of extensions are found there. */
    private void open() throws SQLException {
        String schema = "\"kmigrate_scratch_" + UUID.randomUUID() + "\"";
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
            String path;
            try (ResultSet row = statement.executeQuery("SHOW search_path")) {
                row.next();
                path = row.getString(1);
            }
            statement.execute("SET LOCAL search_path = " + schema + (path.isBlank() ? "" : ", " + path));
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    /** Takes the search path back, too. */
    @Override
    public void close() throws SQLException {
        connection.rollback(start);
        if (autoCommit) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
