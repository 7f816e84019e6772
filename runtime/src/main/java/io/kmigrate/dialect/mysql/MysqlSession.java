package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Session;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Transactions by autocommit off and on. A rollback undoes rows up to the last DDL statement, which
 * committed them.
 */
final class MysqlSession implements Session {
    private final Connection connection;
    private final boolean autoCommitAsFound;
    private final boolean inventsDefaults;
    private boolean open;

    MysqlSession(Flavour flavour, Connection connection) throws SQLException {
        this.connection = connection;
        autoCommitAsFound = connection.getAutoCommit();
        if (!autoCommitAsFound) {
            connection.setAutoCommit(true);
        }
        inventsDefaults = flavour == Flavour.MARIADB && isOff("explicit_defaults_for_timestamp");
        if (inventsDefaults) {
            set("explicit_defaults_for_timestamp = 1");
        }
    }

    /** Off by default before MariaDB 10.10: a TIMESTAMP then updates itself although nobody said so. */
    private boolean isOff(String variable) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@session." + variable)) {
            return row.next() && row.getInt(1) == 0;
        }
    }

    private void set(String assignment) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION " + assignment);
        }
    }

    @Override
    public void begin(List<Operation> operations) throws SQLException {
        connection.setAutoCommit(false);
        open = true;
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
        open = false;
        connection.setAutoCommit(true);
    }

    @Override
    public void rollback() throws SQLException {
        if (open) {
            open = false;
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() throws SQLException {
        rollback();
        if (inventsDefaults) {
            set("explicit_defaults_for_timestamp = 0");
        }
        if (!autoCommitAsFound) {
            connection.setAutoCommit(false);
        }
    }
}
