package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.EnclosedSession;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.SessionSettings;
import io.kmigrate.dialect.TransactionWords;
import java.sql.Connection;
import java.sql.SQLException;

/** Controls transactions of SQLite. */
record SqliteSessions(String dialect) implements SessionControl {
    /** SQLITE_BUSY and SQLITE_LOCKED, with what more their upper bits may say. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        int primary = failure.getErrorCode() & 0xff;
        return primary == 5 || primary == 6;
    }

    /** SQLITE_ERROR has no code of its own for it: "table x already exists". */
    @Override
    public boolean isExistingObject(SQLException failure) {
        return failure.getErrorCode() == 1
                && String.valueOf(failure.getMessage()).contains(" already exists");
    }

    @Override
    public SessionSettings settings() {
        return SqliteSettings.ALL;
    }

    @Override
    public TransactionWords transactionWords() {
        return new TransactionWords(Tokenizer.RULES);
    }

    @Override
    public Session session(Connection connection) {
        return new SqliteSession(connection);
    }

    @Override
    public EnclosedSession enclosedSession(Connection connection) throws SQLException {
        return new SqliteEnclosedSession(connection);
    }
}
