package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Locking;
import io.kmigrate.lock.MigrationLock;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Keeps migrators of PostgreSQL apart. */
record PostgresLocking(String dialect) implements Locking {
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
    public MigrationLock lock(DataSource database, String versionTable) {
        return new PostgresLock(database, versionTable);
    }
}
