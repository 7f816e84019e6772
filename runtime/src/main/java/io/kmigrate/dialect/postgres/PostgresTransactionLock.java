package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.lock.MigrationLock;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The advisory locks of {@link PostgresLock}, held by the transaction that is open: what a pooler such as
 * PgBouncer keeps together in transaction pooling. Excludes holders of the session lock, too.
 */
final class PostgresTransactionLock implements MigrationLock {
    private static final String TRY = "SELECT pg_try_advisory_xact_lock(?)";

    private final Connection connection;
    private final String versionTable;

    PostgresTransactionLock(Connection connection, String versionTable) {
        this.connection = connection;
        this.versionTable = versionTable;
    }

    /** Both halves: the second is what the connection of a migrator that died may still hold. */
    @Override
    public boolean tryAcquire() {
        try {
            long key = PostgresLock.keyOf(connection, versionTable);
            return isWon(key) && isWon(key + 1);
        } catch (SQLException failure) {
            throw new DatabaseException("take the migration lock", failure);
        }
    }

    private boolean isWon(long key) throws SQLException {
        return PostgresLock.ask(connection, TRY, 1, key).equals("t");
    }

    @Override
    public @Nullable String holder() {
        try {
            long key = PostgresLock.keyOf(connection, versionTable);
            return PostgresLock.holderOf(connection, key);
        } catch (SQLException failure) {
            throw new DatabaseException("see who holds the migration lock", failure);
        }
    }

    /** The end of the transaction gives it back. */
    @Override
    public void close() {}
}
