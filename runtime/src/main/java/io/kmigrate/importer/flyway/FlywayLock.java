package io.kmigrate.importer.flyway;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.apiguardian.api.API;

/** The lock that Flyway takes on servers with locks of their own: its key is a hash of its table's full name. */
@API(status = INTERNAL, since = "0.1")
public final class FlywayLock {
    /** The letters of its name. */
    private static final long FIRST = 77_431_708_279_161L;

    private FlywayLock() {}

    /**
     * The lock for a history table; empty where Flyway locks by other means, or not at all.
     *
     * @param work tells the schema of a table that is named without one
     * @param source gives the connection that holds the lock
     */
    public static Optional<MigrationLock> of(TableName table, Connection work, DataSource source, Dialect dialect) {
        try {
            String schema = table.schema() == null ? schema(work) : table.schema();
            int hash =
                    dialect.names().quote(new TableName(schema, table.name())).hashCode();
            return dialect.locking().lockOfOther(source, "Flyway-" + hash, FIRST + hash);
        } catch (SQLException failed) {
            throw new DatabaseException("find the lock of the other tool", failed);
        }
    }

    /** Drivers of databases that know no schemas call them catalogs. */
    private static String schema(Connection work) throws SQLException {
        String schema = work.getSchema();
        return schema == null || schema.isEmpty() ? Objects.requireNonNullElse(work.getCatalog(), "") : schema;
    }
}
