package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.EnclosedSession;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.SessionSettings;
import io.kmigrate.dialect.TransactionWords;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.DatabaseMessages;
import io.kmigrate.message.PoolMessages;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Controls transactions of PostgreSQL. */
record PostgresSessions(String dialect) implements SessionControl {
    private static final Set<String> EXISTING = Set.of("42P07", "42P06", "42723", "42710");
    private static final Pattern DRIVERS_STATEMENT = Pattern.compile("\\bS_\\d+\\b");
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
    public boolean supportsPools() {
        return true;
    }

    /** A statement that the driver prepared by name stays with a session that is another client's afterwards. */
    @Override
    public Runnable withoutPreparedStatements(Connection connection) throws SQLException {
        return Pgjdbc.hasThreshold(connection) ? () -> {} : Pgjdbc.withoutPreparedStatements(connection);
    }

    /**
     * 26000 and 42P05 are statements that the session does not know, or knows already. The names are pgjdbc's: a script
     * may have its own. 08P01 is one with other parameters, or a refusal of PgBouncer's. 53100 is a full disk, and 58030 any
     * failure of one.
     */
    @Override
    public Optional<Problem> explanation(SQLException failure) {
        if (!failure.getClass().getName().startsWith("org.postgresql.")) {
            return Optional.empty();
        }
        return switch (String.valueOf(failure.getSQLState())) {
            case "25006" -> Optional.of(DatabaseMessages.readOnlyPostgres());
            case "53100" -> Optional.of(DatabaseMessages.full());
            case "58030" ->
                SessionControl.isDiskFull(failure) ? Optional.of(DatabaseMessages.full()) : Optional.empty();
            case "26000", "42P05", "08P01" -> poolBehind(String.valueOf(failure.getMessage()));
            default -> Optional.empty();
        };
    }

    private static Optional<Problem> poolBehind(String message) {
        if (message.contains("statement pooling")) {
            return Optional.of(PoolMessages.ofStatements());
        }
        return DRIVERS_STATEMENT.matcher(message).find()
                ? Optional.of(PoolMessages.preparedStatements())
                : Optional.empty();
    }

    @Override
    public EnclosedSession enclosedSession(Connection connection) {
        return new PostgresEnclosedSession(connection);
    }
}
