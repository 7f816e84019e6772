package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Introspector;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** Reads the catalog of SQL Server. */
record SqlServerIntrospector() implements Introspector {
    @Override
    public Catalog catalog(Connection connection) {
        return new SqlServerCatalog(connection);
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        return Snapshot.of(new CatalogReader(connection).all(scope), new ObjectReader(connection, scope).all());
    }

    @Override
    public UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope) {
        return UnsupportedObjects.read(connection, scope, UnsupportedQuestions.of(scope));
    }

    @Override
    public Map<TableName, TableSize> tableSizes(Connection connection, Collection<TableName> tables)
            throws SQLException {
        return SqlServerSizes.read(connection, tables);
    }
}
