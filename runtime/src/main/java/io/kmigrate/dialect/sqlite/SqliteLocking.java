package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Locking;
import io.kmigrate.lock.MigrationLock;
import javax.sql.DataSource;

/** Keeps migrators of SQLite apart. */
record SqliteLocking(String dialect) implements Locking {
    /** Beyond the run, a writer has the database to itself until the transaction ends. */
    @Override
    public MigrationLock enclosedLock(DataSource shared, String versionTable) {
        return lock(shared, versionTable);
    }

    @Override
    public MigrationLock lock(DataSource database, String versionTable) {
        return new LockFile(database, versionTable);
    }
}
