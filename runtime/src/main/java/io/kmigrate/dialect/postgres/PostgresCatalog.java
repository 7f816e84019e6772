package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.DatabaseFailureException;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.ReferringTables;
import io.kmigrate.dialect.StoredDefinition;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The live catalog. A name without a schema is looked up as PostgreSQL does, along the search path. */
final class PostgresCatalog implements Catalog {
    /** CREATE INDEX CONCURRENTLY that fails or is killed leaves its index behind, invalid: manual of 18. */
    private static final String BROKEN = """
            SELECT FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
            WHERE i.indrelid = to_regclass(?) AND x.relname = ? AND NOT (i.indisvalid AND i.indisready)
            """;

    private final Connection connection;
    private final CatalogReader reader;

    PostgresCatalog(Connection connection) {
        this.connection = connection;
        reader = new CatalogReader(connection);
    }

    @Override
    public Optional<Table> table(TableName name) {
        try {
            return reader.one(name);
        } catch (SQLException failure) {
            throw new DatabaseFailureException("read the table " + name + " from the catalog", failure);
        }
    }

    /** Empty: PostgreSQL alters in place, and keeps no text of a table. */
    @Override
    public List<StoredDefinition> definitions(TableName name) {
        return List.of();
    }

    @Override
    public List<TableName> referringFromElsewhere() {
        return ReferringTables.read(connection, CatalogQueries.REFERRING);
    }

    @Override
    public boolean isIndexBroken(TableName table, String index) {
        try (PreparedStatement statement = connection.prepareStatement(BROKEN)) {
            statement.setString(1, Names.standard().quote(table));
            statement.setString(2, index);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException failure) {
            throw new DatabaseFailureException("see whether index " + index + " is valid", failure);
        }
    }
}
