package io.kmigrate.execution;

import io.kmigrate.dialect.Session;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Ties each transaction to the lock from its beginning, so that none is committed once the lock is another's. */
final class FencedSession extends ForwardingSession {
    private final Connection connection;
    private final MigrationLock lock;
    private final boolean isLasting;

    /** @param isLasting false where a change of a schema ends a transaction, and the next one begins unnoticed */
    FencedSession(Session session, Connection connection, MigrationLock lock, boolean isLasting) {
        super(session);
        this.connection = connection;
        this.lock = lock;
        this.isLasting = isLasting;
    }

    @Override
    public void begin(List<Operation> operations) throws SQLException {
        super.begin(operations);
        try {
            lock.fence(connection);
        } catch (SQLException lost) {
            rollback();
            throw lost;
        }
    }

    @Override
    public void commit() throws SQLException {
        if (!isLasting) {
            lock.fence(connection);
        }
        super.commit();
    }

    @Override
    public void beforeCommittingStatement() throws SQLException {
        lock.fence(connection);
    }
}
