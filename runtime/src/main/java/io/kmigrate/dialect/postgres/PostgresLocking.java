package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Locking;
import io.kmigrate.lock.MigrationLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** Keeps migrators of PostgreSQL apart. */
record PostgresLocking(String dialect) implements Locking {
    /**
     * Some servers that speak the protocol have the function, and no lock behind it. The key is nobody else's, and is
     * given back with the end of the statement.
     */
    private static final String TRIAL = """
            WITH taken AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(?) AS won)
            SELECT won AND EXISTS (
                SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid())
            FROM taken""";

    @Override
    public boolean isShared(Connection asked) {
        try {
            return PostgresLock.ask(asked, TRIAL, 1, ThreadLocalRandom.current().nextLong())
                    .equals("t");
        } catch (SQLException unknown) {
            return false;
        }
    }

    @Override
    public MigrationLock transactionLock(Connection connection, String versionTable) {
        return new PostgresTransactionLock(connection, versionTable);
    }

    @Override
    public MigrationLock enclosedLock(DataSource shared, String versionTable) {
        try {
            return transactionLock(shared.getConnection(), versionTable);
        } catch (SQLException failure) {
            throw new DatabaseException("take the migration lock", failure);
        }
    }

    @Override
    public Optional<MigrationLock> lockOfOther(DataSource database, String name, long number) {
        return Optional.of(new PostgresLock(database, name, number));
    }

    @Override
    public MigrationLock lock(DataSource database, String versionTable) {
        return new PostgresLock(database, versionTable);
    }
}
