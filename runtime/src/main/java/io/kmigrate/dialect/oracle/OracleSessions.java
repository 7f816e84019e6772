package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.SessionSettings;
import io.kmigrate.dialect.TransactionWords;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Controls transactions of Oracle. */
record OracleSessions(String dialect) implements SessionControl {
    private static final Set<Integer> LOCK_FAILURES = Set.of(54, 60, 4021);

    /** ORA-00054 and ORA-04021 are waits that were too long, ORA-00060 is a deadlock: the error messages. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return LOCK_FAILURES.contains(failure.getErrorCode());
    }

    /** ORA-00955: the error messages. */
    @Override
    public boolean isExistingObject(SQLException failure) {
        return failure.getErrorCode() == 955;
    }

    @Override
    public SessionSettings settings() {
        return OracleSettings.ALL;
    }

    @Override
    public TransactionWords transactionWords() {
        return new OracleTransactionWords();
    }

    @Override
    public Session session(Connection connection) {
        try {
            return new OracleSession(connection);
        } catch (SQLException failure) {
            throw new DatabaseException("begin a session", failure);
        }
    }
}
