package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.LazyCatalog;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The live catalog. A name without a schema is looked up in the current one. */
final class H2Catalog extends LazyCatalog {
    private final CatalogReader reader;

    H2Catalog(Connection connection) {
        super(connection, CatalogQueries.REFERRING);
        reader = new CatalogReader(connection);
    }

    @Override
    protected Optional<Table> read(TableName name) throws SQLException {
        return reader.one(name);
    }

    @Override
    public Optional<String> currentSchema() {
        try {
            return Optional.ofNullable(connection().getSchema());
        } catch (SQLException failure) {
            throw new DatabaseException("ask for the current schema", failure);
        }
    }
}
