package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.Session;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Transactions by autocommit off and on, and not by BEGIN: the driver then knows of them, which fetching
 * rows in portions needs. Between transactions autocommit is on, for statements that refuse one.
 */
final class PostgresSession implements Session {
    private final Connection connection;
    private final boolean autoCommitAsFound;
    private boolean open;

    PostgresSession(Connection connection) throws SQLException {
        this.connection = connection;
        autoCommitAsFound = connection.getAutoCommit();
        if (!autoCommitAsFound) {
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void begin(List<Operation> operations) throws SQLException {
        connection.setAutoCommit(false);
        open = true;
    }

    /** A transaction that a failure has aborted would end as a rollback without a word; a statement tells. */
    @Override
    public void commit() throws SQLException {
        try (Statement probe = connection.createStatement()) {
            probe.execute("SELECT 1");
        }
        connection.commit();
        open = false;
        connection.setAutoCommit(true);
    }

    /** Constraints that wait for the commit are checked now. */
    @Override
    public void verify() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
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
        if (!autoCommitAsFound) {
            connection.setAutoCommit(false);
        }
    }
}
