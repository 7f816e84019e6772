package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.SessionSettings;
import io.kmigrate.dialect.TransactionWords;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Controls transactions of MySQL and MariaDB. */
record MysqlSessions(Product flavour) implements SessionControl {
    private static final Set<Integer> EXISTING = Set.of(1050, 1061, 1304, 1359);

    @Override
    public String dialect() {
        return flavour.dialect();
    }

    /** 1205 is a wait that was too long, 1213 a deadlock: the server's error reference. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return failure.getErrorCode() == 1205 || failure.getErrorCode() == 1213;
    }

    /** 3819 is a check: the server's error reference. */
    @Override
    public boolean isRowFailure(SQLException failure) {
        return SessionControl.super.isRowFailure(failure) || failure.getErrorCode() == 3819;
    }

    /** 1050 is a table, 1061 an index, 1304 a procedure, 1359 a trigger: the server's error reference. */
    @Override
    public boolean isExistingObject(SQLException failure) {
        return EXISTING.contains(failure.getErrorCode());
    }

    @Override
    public SessionSettings settings() {
        return new MysqlSettings(flavour);
    }

    @Override
    public TransactionWords transactionWords() {
        return new MysqlTransactionWords();
    }

    @Override
    public String sessionId(Connection connection) throws SQLException {
        return MysqlBlockers.sessionId(connection);
    }

    @Override
    public List<String> blockers(Connection observer, String sessionId) throws SQLException {
        return new MysqlBlockers(flavour, observer, sessionId).all();
    }

    @Override
    public Session session(Connection connection) {
        try {
            return new MysqlSession(flavour, connection);
        } catch (SQLException failure) {
            throw new DatabaseException("prepare the session", failure);
        }
    }
}
