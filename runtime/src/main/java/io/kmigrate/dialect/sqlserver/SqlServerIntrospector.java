package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Introspector;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.schema.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;

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
}
