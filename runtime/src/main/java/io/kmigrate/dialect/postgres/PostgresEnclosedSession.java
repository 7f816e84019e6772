package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.EnclosedSession;
import io.kmigrate.operation.Limits;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Savepoints; constraints that wait for the commit keep waiting, for the application's. */
final class PostgresEnclosedSession extends EnclosedSession {
    private final PostgresLimits limits;
    private final TransactionId transaction;

    PostgresEnclosedSession(Connection connection) {
        super(connection);
        limits = new PostgresLimits(connection);
        transaction = new TransactionId(connection);
    }

    @Override
    public void limit(Limits wanted) throws SQLException {
        limits.set(wanted);
    }

    @Override
    public void mark() throws SQLException {
        transaction.mark();
    }

    @Override
    public boolean isMarked() throws SQLException {
        return transaction.isMarked();
    }

    /** A transaction that a failure has aborted takes no savepoint away, and so tells. */
    @Override
    public void verify() throws SQLException {
        try (Statement probe = connection().createStatement()) {
            probe.execute("SELECT 1");
        }
    }

    @Override
    public void close() throws SQLException {
        super.close();
        limit(Limits.NONE);
    }
}
