package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Transactions by autocommit off and on, and not by BEGIN: the driver then knows of them. Between transactions
 * autocommit is on. To implement: add limits, and override what has to hold before a transaction begins, before it is
 * committed and after the last one.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public abstract class AutoCommitSession implements Session {
    private final Connection connection;
    private final boolean autoCommitAsFound;
    private boolean open;

    protected AutoCommitSession(Connection connection) throws SQLException {
        this.connection = connection;
        autoCommitAsFound = connection.getAutoCommit();
        if (!autoCommitAsFound) {
            connection.setAutoCommit(true);
        }
    }

    protected final Connection connection() {
        return connection;
    }

    protected final boolean isOpen() {
        return open;
    }

    protected final void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
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

    /** Gives the session back what else was changed of it. */
    protected void restore() throws SQLException {}

    @Override
    public final void close() throws SQLException {
        rollback();
        limit(Limits.NONE);
        restore();
        if (!autoCommitAsFound) {
            connection.setAutoCommit(false);
        }
    }
}
