package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.SessionSettings;
import io.kmigrate.dialect.TransactionWords;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.DatabaseMessages;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Controls transactions of Oracle. */
record OracleSessions(String dialect) implements SessionControl {
    private static final Set<Integer> READ_ONLY = Set.of(16000, 372, 1456);

    /** A quota, segments that cannot be extended, undo, and a log that cannot be archived: the error messages. */
    private static final Set<Integer> FULL =
            Set.of(257, 1536, 1652, 1653, 1654, 1655, 1658, 1659, 1683, 1688, 1691, 1692, 30036);

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

    /** ORA-16000 is a standby, ORA-00372 a tablespace, ORA-01456 a transaction that may only read: the error messages. */
    @Override
    public Optional<Problem> explanation(SQLException failure) {
        if (isOfOracle(failure) && FULL.contains(failure.getErrorCode())) {
            return Optional.of(DatabaseMessages.full());
        }
        return isOfOracle(failure) && READ_ONLY.contains(failure.getErrorCode())
                ? Optional.of(DatabaseMessages.readOnly())
                : Optional.empty();
    }

    /** The driver also throws the standard's exceptions. */
    private static boolean isOfOracle(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("ORA-");
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
