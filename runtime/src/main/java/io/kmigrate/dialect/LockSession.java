package io.kmigrate.dialect;

import io.kmigrate.operation.Limits;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The connection of a {@link RowLock}: it waits neither long for a row nor for ever for an answer. */
record LockSession(Dialect dialect, Connection connection, Session session, LockTable table, int foundTimeout) {
    /** The rows are written within milliseconds: an owner who has them for longer works under the lock. */
    private static final Limits SHORT = new Limits(Duration.ofSeconds(1), null);

    private static final Duration LEAST_ANSWER = Duration.ofSeconds(5);

    /** @param lease how long an answer is awaited, which Galera gives only after a change of a schema */
    static LockSession open(Dialect dialect, DataSource database, TableName table, Duration lease) throws SQLException {
        Connection connection = database.getConnection();
        try {
            String schema = table.schema() == null ? schema(connection) : table.schema();
            Session session = dialect.sessions().session(connection);
            session.limit(SHORT);
            int found = connection.getNetworkTimeout();
            Duration answer = lease.compareTo(LEAST_ANSWER) < 0 ? LEAST_ANSWER : lease;
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(answer.toMillis()));
            LockTable rows = new LockTable(new TableName(schema, table.name()), dialect);
            return new LockSession(dialect, connection, session, rows, found);
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    /** Some databases call a schema a catalog. */
    private static @Nullable String schema(Connection connection) throws SQLException {
        String schema = connection.getSchema();
        return schema == null ? connection.getCatalog() : schema;
    }

    /** What is written in one transaction. */
    @FunctionalInterface
    interface Work {
        boolean isDone() throws SQLException;
    }

    /** False where the work is not done, or where others wrote the same rows. */
    boolean commit(Work work) throws SQLException {
        try {
            session.begin(List.of());
            boolean isDone = work.isDone();
            if (isDone) {
                session.commit();
            } else {
                session.rollback();
            }
            return isDone;
        } catch (SQLException failed) {
            session.rollback();
            if (dialect.sessions().isLockFailure(failed)) {
                return false;
            }
            throw failed;
        }
    }

    /** Gives the connection back as it was found. */
    void close() {
        try (connection) {
            session.close();
            connection.setNetworkTimeout(Runnable::run, foundTimeout);
        } catch (SQLException broken) {
            abort();
        }
    }

    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            // Its transaction is gone with it.
        }
    }
}
