package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.Session;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transactions by autocommit off and on, and not by BEGIN: the driver then knows of them, which fetching
 * rows in portions needs. Between transactions autocommit is on, for statements that refuse one.
 */
final class PostgresSession implements Session {
    private final Connection connection;
    private final boolean autoCommitAsFound;
    private final PostgresLimits sessionLimits;
    private final boolean isPooled;
    private Limits limits = Limits.NONE;
    private boolean open;

    /**
     * @param isPooled only a transaction stays on one session of the server: limits are set in each
     */
    PostgresSession(Connection connection, boolean isPooled) throws SQLException {
        this.connection = connection;
        this.sessionLimits = new PostgresLimits(connection);
        this.isPooled = isPooled;
        autoCommitAsFound = connection.getAutoCommit();
        if (!autoCommitAsFound) {
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void limit(Limits wanted) throws SQLException {
        if (isPooled) {
            limits = wanted;
            if (open) {
                setLocal();
            }
        } else {
            sessionLimits.set(wanted);
        }
    }

    private void setLocal() throws SQLException {
        setLocal("lock_timeout", limits.lock());
        setLocal("statement_timeout", limits.statement());
    }

    private void setLocal(String setting, @Nullable Duration limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET LOCAL " + setting + " = " + (limit == null ? "DEFAULT" : "'" + limit.toMillis() + "ms'"));
        }
    }

    @Override
    public void begin(List<Operation> operations) throws SQLException {
        connection.setAutoCommit(false);
        open = true;
        if (isPooled && !limits.equals(Limits.NONE)) {
            setLocal();
        }
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
        limit(Limits.NONE);
        if (!autoCommitAsFound) {
            connection.setAutoCommit(false);
        }
    }
}
