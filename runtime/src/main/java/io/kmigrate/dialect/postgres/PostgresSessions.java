package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.EnclosedSession;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.SessionSettings;
import io.kmigrate.dialect.TransactionWords;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Controls transactions of PostgreSQL. */
record PostgresSessions(String dialect) implements SessionControl {
    private static final Set<String> EXISTING = Set.of("42P07", "42P06", "42723", "42710");
    private static final Set<String> LOCK_FAILURES = Set.of("55P03", "40P01", "40001");

    /** 55P03 is a lock_timeout or NOWAIT, 40P01 a deadlock: appendix A of the manual. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return LOCK_FAILURES.contains(String.valueOf(failure.getSQLState()));
    }

    /** P0001 is what a function raises. */
    @Override
    public boolean isRowFailure(SQLException failure) {
        return SessionControl.super.isRowFailure(failure) || "P0001".equals(failure.getSQLState());
    }

    /** A table or index, a schema, a function, and any other object: appendix A of the manual. */
    @Override
    public boolean isExistingObject(SQLException failure) {
        return EXISTING.contains(String.valueOf(failure.getSQLState()));
    }

    @Override
    public SessionSettings settings() {
        return new PostgresSettings();
    }

    @Override
    public TransactionWords transactionWords() {
        return new PostgresTransactionWords();
    }

    @Override
    public String sessionId(Connection connection) throws SQLException {
        return PostgresBlockers.sessionId(connection);
    }

    @Override
    public List<String> blockers(Connection observer, String sessionId) throws SQLException {
        return PostgresBlockers.of(observer, sessionId);
    }

    @Override
    public Session session(Connection connection) {
        try {
            return new PostgresSession(connection, false);
        } catch (SQLException failure) {
            throw new DatabaseException("switch autocommit on", failure);
        }
    }

    @Override
    public Session pooledSession(Connection connection) {
        try {
            return new PostgresSession(connection, true);
        } catch (SQLException failure) {
            throw new DatabaseException("switch autocommit on", failure);
        }
    }

    @Override
    public EnclosedSession enclosedSession(Connection connection) {
        return new PostgresEnclosedSession(connection);
    }
}
