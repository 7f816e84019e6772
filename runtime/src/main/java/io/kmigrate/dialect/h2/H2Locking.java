package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.Locking;
import io.kmigrate.lock.MigrationLock;
import javax.sql.DataSource;

/** Keeps migrators of H2 apart. */
record H2Locking(String dialect) implements Locking {
    /** Its row must not be committed with what the migrator does. */
    @Override
    public boolean locksOnSameConnection() {
        return false;
    }

    @Override
    public MigrationLock lock(DataSource database, String versionTable) {
        return new H2Lock(database, versionTable);
    }
}
