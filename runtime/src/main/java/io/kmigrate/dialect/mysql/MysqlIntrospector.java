package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Introspector;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.Scratch;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.schema.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Reads the catalog of MySQL and MariaDB. */
record MysqlIntrospector(Product flavour) implements Introspector {
    @Override
    public Catalog catalog(Connection connection) {
        return new MysqlCatalog(flavour, connection);
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        return Snapshot.of(
                new CatalogReader(flavour, connection).all(scope), new ObjectReader(flavour, connection, scope).all());
    }

    @Override
    public Snapshot baseline(Connection connection, SchemaScope scope, Snapshot introspected) throws SQLException {
        Snapshot tables = new BaselineTables(flavour, connection, scope).of(introspected);
        return new BaselineObjects(flavour, connection, scope).of(tables);
    }

    @Override
    public UnsupportedObjects notInBaseline(Connection connection, SchemaScope scope) throws SQLException {
        return new BaselineTables(flavour, connection, scope).unsupported(unsupportedObjects(connection, scope));
    }

    @Override
    public UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope) {
        return UnsupportedObjects.read(connection, scope, UnsupportedQuery.of(flavour, scope));
    }

    @Override
    public Optional<Scratch> scratch(Connection connection) throws SQLException {
        return Optional.of(new MysqlScratch(flavour, connection));
    }
}
