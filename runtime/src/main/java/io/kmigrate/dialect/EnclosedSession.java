package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Savepoints in place of transactions, inside a transaction of the application's: nothing here ends that one.
 * To implement: add limits, and what has to hold around a change of the schema.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public abstract class EnclosedSession implements Session {
    private final Connection connection;
    private @Nullable Savepoint savepoint;

    protected EnclosedSession(Connection connection) {
        this.connection = connection;
    }

    protected final Connection connection() {
        return connection;
    }

    @Override
    public void begin(List<Operation> operations) throws SQLException {
        savepoint = connection.setSavepoint();
    }

    /** On PostgreSQL this fails where a statement has failed, as it should. */
    @Override
    public void commit() throws SQLException {
        verify();
        if (savepoint != null) {
            connection.releaseSavepoint(savepoint);
            savepoint = null;
        }
    }

    @Override
    public void rollback() throws SQLException {
        if (savepoint != null) {
            Savepoint start = savepoint;
            savepoint = null;
            connection.rollback(start);
            connection.releaseSavepoint(start);
        }
    }

    @Override
    public void close() throws SQLException {
        rollback();
    }
}
