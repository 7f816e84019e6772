package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.EnclosedSession;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.dialect.SessionSettings;
import io.kmigrate.dialect.TransactionWords;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Controls transactions of SQLite. */
record SqliteSessions(String dialect) implements SessionControl {
    private static final Set<Integer> ROLLED_BACK = Set.of(7, 9, 10, 13);

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

    /** Section "Response To Errors Within A Transaction" of the manual: NOMEM, INTERRUPT, IOERR and FULL. */
    @Override
    public boolean endsTransaction(SQLException failure) {
        return ROLLED_BACK.contains(failure.getErrorCode() & 0xff);
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
