package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.EnclosedSession;
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

/** Controls transactions of SQLite. */
record SqliteSessions(String dialect) implements SessionControl {
    private static final int READ_ONLY = 8;
    private static final int FULL = 13;
    private static final Set<Integer> ROLLED_BACK = Set.of(7, 9, 10, 13);

    /** SQLITE_BUSY and SQLITE_LOCKED, with what more their upper bits may say. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return SqliteFailure.isLocked(failure);
    }

    /** SQLITE_CONSTRAINT, which a trigger raises, too, and SQLITE_MISMATCH. */
    @Override
    public boolean isRowFailure(SQLException failure) {
        int primary = failure.getErrorCode() & 0xff;
        return primary == 19 || primary == 20;
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
    public Optional<Problem> explanation(SQLException failure) {
        if (!failure.getClass().getName().startsWith("org.sqlite.")) {
            return Optional.empty();
        }
        if ((failure.getErrorCode() & 0xff) == READ_ONLY) {
            return Optional.of(DatabaseMessages.readOnlyFile());
        }
        if ((failure.getErrorCode() & 0xff) == FULL) {
            return Optional.of(DatabaseMessages.full());
        }
        return isLockFailure(failure) ? Optional.of(SqliteFailure.locked(null)) : Optional.empty();
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
