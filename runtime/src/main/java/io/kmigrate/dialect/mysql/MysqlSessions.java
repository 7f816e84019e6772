package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.SessionSettings;
import io.kmigrate.dialect.TransactionWords;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.DatabaseMessages;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Controls transactions of MySQL and MariaDB. */
record MysqlSessions(Product flavour) implements SessionControl {
    /** A server in read-only mode, and a transaction that may only read: the server's error reference. */
    private static final Set<Integer> READ_ONLY = Set.of(1836, 1792);

    /**
     * 1021 is a disk, 1114 a table or tablespace, 3675 one that is made, 20 a temporary file: the server's error reference.
     * Other failures of files repeat the words of the operating system.
     */
    private static final Set<Integer> FULL = Set.of(1021, 1114, 3675, 20);

    /** Connector/J asks the session first, and has no number for it. */
    private static final String ASKED = "S1009";

    private static final Set<String> STATES = Set.of("HY000", "25006", ASKED);

    /** An option forbids the statement, one of many. */
    private static final int OPTION_PREVENTS = 1290;

    private static final Pattern READ_ONLY_OPTION = Pattern.compile("(?i)read[-_ ]only");
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

    /** Drivers throw the standard's exceptions, so that the numbers have to tell. Oracle has them with other states. */
    @Override
    public Optional<Problem> explanation(SQLException failure) {
        if (!STATES.contains(String.valueOf(failure.getSQLState()))) {
            return Optional.empty();
        }
        boolean isSaid = failure.getErrorCode() == OPTION_PREVENTS || ASKED.equals(failure.getSQLState());
        boolean isReadOnly = isSaid
                ? READ_ONLY_OPTION.matcher(String.valueOf(failure.getMessage())).find()
                : READ_ONLY.contains(failure.getErrorCode());
        if (!isReadOnly && (FULL.contains(failure.getErrorCode()) || SessionControl.isDiskFull(failure))) {
            return Optional.of(DatabaseMessages.full());
        }
        return isReadOnly ? Optional.of(DatabaseMessages.readOnly()) : Optional.empty();
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
