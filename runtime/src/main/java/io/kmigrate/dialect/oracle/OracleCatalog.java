package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.LazyCatalog;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The live catalog. A name without a schema is looked up in the current schema. */
final class OracleCatalog extends LazyCatalog {
    private final CatalogReader reader;

    OracleCatalog(Connection connection) {
        super(connection, CatalogQueries.REFERRING);
        reader = new CatalogReader(connection);
    }

    @Override
    protected Optional<Table> read(TableName name) throws SQLException {
        return reader.one(name);
    }
}
