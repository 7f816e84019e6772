package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.SessionSettings;
import io.kmigrate.dialect.TransactionWords;
import java.sql.Connection;
import java.sql.SQLException;

/** Controls transactions of H2. */
record H2Sessions(String dialect) implements SessionControl {
    /** 50200 is a wait for a lock that was too long, 40001 a deadlock: ErrorCode. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return failure.getErrorCode() == 50200 || failure.getErrorCode() == 40001;
    }

    @Override
    public SessionSettings settings() {
        return H2Settings.ALL;
    }

    @Override
    public TransactionWords transactionWords() {
        return new H2TransactionWords();
    }

    @Override
    public Session session(Connection connection) {
        try {
            return new H2Session(connection);
        } catch (SQLException failure) {
            throw new DatabaseException("switch autocommit on", failure);
        }
    }
}
