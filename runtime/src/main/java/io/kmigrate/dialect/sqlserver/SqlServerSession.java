package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.AutoCommitSession;
import io.kmigrate.operation.Limits;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Transactions with XACT_ABORT: without it a failed statement undoes itself alone,
 * and the rest of its batch goes on.
 */
final class SqlServerSession extends AutoCommitSession {
    /** The bit of XACT_ABORT in @@OPTIONS. */
    private static final int XACT_ABORT = 16384;

    private final boolean abortsAsFound;
    private @Nullable Integer waitAsFound;
    private long marked;

    SqlServerSession(Connection connection) throws SQLException {
        super(connection);
        abortsAsFound = aborts();
        execute("SET XACT_ABORT ON");
    }

    private boolean aborts() throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT @@OPTIONS & " + XACT_ABORT)) {
            return row.next() && row.getInt(1) != 0;
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
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT @@LOCK_TIMEOUT")) {
            return row.next() ? row.getInt(1) : SqlServerLimits.FOR_EVER;
        }
    }

    @Override
    public void mark() throws SQLException {
        marked = transactionId();
    }

    @Override
    public boolean isMarked() throws SQLException {
        return marked == transactionId();
    }

    /** CURRENT_TRANSACTION_ID() is there from SQL Server 2016 on, and needs no right. */
    private long transactionId() throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_TRANSACTION_ID()")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    protected void restore() throws SQLException {
        if (!abortsAsFound) {
            execute("SET XACT_ABORT OFF");
        }
    }
}
