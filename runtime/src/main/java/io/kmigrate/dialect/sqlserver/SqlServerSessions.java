package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.SessionSettings;
import io.kmigrate.dialect.TransactionWords;
import java.sql.Connection;
import java.sql.SQLException;

/** Controls transactions of SQL Server. */
record SqlServerSessions(String dialect) implements SessionControl {
    /** 1222 is a wait that was too long, 1205 a deadlock: sys.messages. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return failure.getErrorCode() == 1222 || failure.getErrorCode() == 1205;
    }

    /** 2714 is an object, 1913 an index: sys.messages. */
    @Override
    public boolean isExistingObject(SQLException failure) {
        return failure.getErrorCode() == 2714 || failure.getErrorCode() == 1913;
    }

    @Override
    public SessionSettings settings() {
        return SqlServerSettings.ALL;
    }

    @Override
    public TransactionWords transactionWords() {
        return new SqlServerTransactionWords();
    }

    @Override
    public Session session(Connection connection) {
        try {
            return new SqlServerSession(connection);
        } catch (SQLException failure) {
            throw new DatabaseException("begin a session", failure);
        }
    }
}
