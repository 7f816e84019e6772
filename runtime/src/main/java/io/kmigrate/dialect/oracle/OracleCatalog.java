package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.DatabaseFailureException;
import io.kmigrate.dialect.ReferringTables;
import io.kmigrate.dialect.StoredDefinition;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The live catalog. A name without a schema is looked up in the current schema. */
final class OracleCatalog implements Catalog {
    private final Connection connection;
    private final CatalogReader reader;

    OracleCatalog(Connection connection) {
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

    @Override
    public List<TableName> referringFromElsewhere() {
        return ReferringTables.read(connection, CatalogQueries.REFERRING);
    }

    /** Empty: Oracle alters in place, and keeps no text of a table. */
    @Override
    public List<StoredDefinition> definitions(TableName name) {
        return List.of();
    }
}
