package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Locking;
import io.kmigrate.lock.MigrationLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** Keeps migrators of MySQL and MariaDB apart. */
record MysqlLocking(String dialect) implements Locking {
    /** With Galera, and where every member of a group takes writes, the locks of a node are its own. */
    private static final String OWN_LOCKS = """
            SHOW GLOBAL VARIABLES WHERE (Variable_name = 'wsrep_on' AND Value = 'ON')
            OR (Variable_name = 'group_replication_single_primary_mode' AND Value = 'OFF')""";

    /** Some servers that speak the protocol have the function, and no lock behind it. */
    private static final String TRIAL = """
            SELECT get_lock(t.name, 0) = 1, is_used_lock(t.name) = connection_id(), release_lock(t.name) = 1
            FROM (SELECT concat('kmigrate trial ', connection_id()) AS name) t""";

    @Override
    public boolean isShared(Connection asked) {
        try (Statement statement = asked.createStatement()) {
            try (ResultSet own = statement.executeQuery(OWN_LOCKS)) {
                if (own.next()) {
                    return false;
                }
            }
            try (ResultSet trial = statement.executeQuery(TRIAL)) {
                return trial.next() && trial.getInt(1) == 1 && trial.getInt(2) == 1 && trial.getInt(3) == 1;
            }
        } catch (SQLException unknown) {
            return false;
        }
    }

    @Override
    public String milliseconds() {
        return "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";
    }

    @Override
    public Optional<MigrationLock> lockOfOther(DataSource database, String name, long number) {
        return Optional.of(new MysqlLock(database, name, name));
    }

    @Override
    public MigrationLock lock(DataSource database, String versionTable) {
        return new MysqlLock(database, versionTable);
    }
}
