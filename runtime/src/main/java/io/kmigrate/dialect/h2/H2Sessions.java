package io.kmigrate.dialect.h2;

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

/** Controls transactions of H2. */
record H2Sessions(String dialect) implements SessionControl {
    private static final Set<Integer> LOCK_FAILURES = Set.of(50200, 40001, 90131);

    private static final Set<Integer> EXISTING = Set.of(42101, 42111, 90035, 90038, 90041, 90045, 90076, 90078, 90119);

    /** 50200 is a wait for a lock that was too long, 40001 a deadlock, 90131 a row that others changed: ErrorCode. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return LOCK_FAILURES.contains(failure.getErrorCode());
    }

    /** Tables, indexes, and every other object by a code of its own: ErrorCode. */
    @Override
    public boolean isExistingObject(SQLException failure) {
        return EXISTING.contains(failure.getErrorCode());
    }

    /** DATABASE_IS_READ_ONLY: ErrorCode. */
    @Override
    public Optional<Problem> explanation(SQLException failure) {
        boolean isOurs = failure.getClass().getName().startsWith("org.h2.");
        if (isOurs && SessionControl.isDiskFull(failure)) {
            return Optional.of(DatabaseMessages.full());
        }
        return isOurs && failure.getErrorCode() == 90097
                ? Optional.of(DatabaseMessages.readOnlyH2())
                : Optional.empty();
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
