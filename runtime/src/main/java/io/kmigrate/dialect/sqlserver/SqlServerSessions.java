package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.SavepointStatements;
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

/** Controls transactions of SQL Server. */
record SqlServerSessions(String dialect) implements SessionControl {
    private static final Set<Integer> READ_ONLY = Set.of(3906, 3908, 978);

    /** 1101 and 1105 are a filegroup, 9002 the log: sys.messages. */
    private static final Set<Integer> FULL = Set.of(1101, 1105, 9002);

    /** 1222 is a wait that was too long, 1205 a deadlock: sys.messages. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return failure.getErrorCode() == 1222 || failure.getErrorCode() == 1205;
    }

    /** A savepoint cannot be released; it ends with the transaction. */
    @Override
    public SavepointStatements savepoint(String name) {
        return new SavepointStatements("SAVE TRANSACTION " + name, "ROLLBACK TRANSACTION " + name, "");
    }

    /** 2714 is an object, 1913 an index: sys.messages. */
    @Override
    public boolean isExistingObject(SQLException failure) {
        return failure.getErrorCode() == 2714 || failure.getErrorCode() == 1913;
    }

    /** 3906 is a database that may only be read, 3908 one in emergency mode, 978 a replica: sys.messages. */
    @Override
    public Optional<Problem> explanation(SQLException failure) {
        boolean isOurs = failure.getClass().getName().startsWith("com.microsoft.");
        if (isOurs && FULL.contains(failure.getErrorCode())) {
            return Optional.of(DatabaseMessages.full());
        }
        return isOurs && READ_ONLY.contains(failure.getErrorCode())
                ? Optional.of(DatabaseMessages.readOnly())
                : Optional.empty();
    }

    @Override
    public SessionSettings settings() {
        return SqlServerSettings.ALL;
    }

    @Override
    public TransactionWords transactionWords() {
        return new SqlServerTransactionWords();
    }

    @Override
    public Session session(Connection connection) {
        try {
            return new SqlServerSession(connection);
        } catch (SQLException failure) {
            throw new DatabaseException("begin a session", failure);
        }
    }
}
