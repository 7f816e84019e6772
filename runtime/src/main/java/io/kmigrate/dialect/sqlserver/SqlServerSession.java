package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.Session;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transactions by autocommit off and on, with XACT_ABORT: without it a failed statement undoes itself alone,
 * and the rest of its batch goes on.
 */
final class SqlServerSession implements Session {
    /** The bit of XACT_ABORT in @@OPTIONS. */
    private static final int XACT_ABORT = 16384;

    private final Connection connection;
    private final boolean autoCommitAsFound;
    private final boolean abortsAsFound;
    private boolean open;
    private @Nullable Integer waitAsFound;

    SqlServerSession(Connection connection) throws SQLException {
        this.connection = connection;
        autoCommitAsFound = connection.getAutoCommit();
        if (!autoCommitAsFound) {
            connection.setAutoCommit(true);
        }
        abortsAsFound = aborts();
        execute("SET XACT_ABORT ON");
    }

    private boolean aborts() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@OPTIONS & " + XACT_ABORT)) {
            return row.next() && row.getInt(1) != 0;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void limit(Limits limits) throws SQLException {
        Long wait = SqlServerLimits.wait(limits);
        if (waitAsFound == null) {
            if (wait == null) {
                return;
            }
            waitAsFound = foundWait();
        }
        execute(SqlServerLimits.statement(wait == null ? (long) waitAsFound : wait));
    }

    private int foundWait() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@LOCK_TIMEOUT")) {
            return row.next() ? row.getInt(1) : SqlServerLimits.FOR_EVER;
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
        limit(Limits.NONE);
        if (!abortsAsFound) {
            execute("SET XACT_ABORT OFF");
        }
        if (!autoCommitAsFound) {
            connection.setAutoCommit(false);
        }
    }
}
