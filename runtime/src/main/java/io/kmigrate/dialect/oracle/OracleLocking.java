package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.Locking;
import io.kmigrate.lock.MigrationLock;
import javax.sql.DataSource;

/** Keeps migrators of Oracle apart. */
record OracleLocking(String dialect) implements Locking {
    @Override
    public MigrationLock lock(DataSource database, String versionTable) {
        return new OracleLock(database, versionTable);
    }
}
