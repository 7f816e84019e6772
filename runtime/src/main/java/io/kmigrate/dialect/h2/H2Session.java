package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.Session;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Transactions by autocommit off and on. H2 commits at every DDL statement by itself. */
final class H2Session implements Session {
    private final Connection connection;
    private final boolean autoCommitAsFound;
    private boolean open;

    H2Session(Connection connection) throws SQLException {
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
        if (!autoCommitAsFound) {
            connection.setAutoCommit(false);
        }
    }
}
