package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.LazyCatalog;
import io.kmigrate.dialect.Names;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The live catalog. A name without a schema is looked up as PostgreSQL does, along the search path. */
final class PostgresCatalog extends LazyCatalog {
    /** CREATE INDEX CONCURRENTLY that fails or is killed leaves its index behind, invalid: manual of 18. */
    private static final String BROKEN = """
            SELECT FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
            WHERE i.indrelid = to_regclass(?) AND x.relname = ? AND NOT (i.indisvalid AND i.indisready)
            """;

    /** The view hides the index from users without rights on the builder, but never its lock on the table. */
    private static final String BUILDING = """
            SELECT FROM pg_index i
            JOIN pg_class x ON x.oid = i.indexrelid
            JOIN pg_locks l ON l.locktype = 'relation' AND l.relation = i.indrelid AND l.granted
                AND l.mode = 'ShareUpdateExclusiveLock'
            JOIN pg_stat_progress_create_index p ON p.pid = l.pid AND p.datid = l.database
            WHERE i.indrelid = to_regclass(?) AND x.relname = ? AND NOT i.indisvalid
                AND coalesce(p.index_relid, 0) IN (0, i.indexrelid)
            """;

    private final CatalogReader reader;

    PostgresCatalog(Connection connection) {
        super(connection, CatalogQueries.REFERRING);
        reader = new CatalogReader(connection);
    }

    @Override
    protected Optional<Table> read(TableName name) throws SQLException {
        return reader.one(name);
    }

    /** The driver knows it from the connection, and asks nothing. */
    @Override
    public OptionalInt serverVersion() {
        try {
            return OptionalInt.of(connection().getMetaData().getDatabaseMajorVersion());
        } catch (SQLException failure) {
            throw new DatabaseException("read the version of the server", failure);
        }
    }

    @Override
    public Optional<List<String>> readers(TableName table, String column) {
        try {
            return Optional.of(ColumnReaders.names(connection(), table, column));
        } catch (SQLException failure) {
            throw new DatabaseException("see what reads the column " + table + "." + column, failure);
        }
    }

    @Override
    public boolean isIndexBroken(TableName table, String index) {
        return hasRow(BROKEN, table, index);
    }

    @Override
    public boolean isIndexBuilding(TableName table, String index) {
        return hasRow(BUILDING, table, index);
    }

    private boolean hasRow(String query, TableName table, String index) {
        try (PreparedStatement statement = connection().prepareStatement(query)) {
            statement.setString(1, Names.standard().quote(table));
            statement.setString(2, index);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException failure) {
            throw new DatabaseException("see whether index " + index + " is valid", failure);
        }
    }
}
