package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Locking;
import io.kmigrate.lock.MigrationLock;
import javax.sql.DataSource;

/** Keeps migrators of MySQL and MariaDB apart. */
record MysqlLocking(String dialect) implements Locking {
    @Override
    public MigrationLock lock(DataSource database, String versionTable) {
        return new MysqlLock(database, versionTable);
    }
}
