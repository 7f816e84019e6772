package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.Locking;
import io.kmigrate.lock.MigrationLock;
import javax.sql.DataSource;

/** Keeps migrators of SQL Server apart. */
record SqlServerLocking(String dialect) implements Locking {
    @Override
    public MigrationLock lock(DataSource database, String versionTable) {
        return new SqlServerLock(database, versionTable);
    }
}
