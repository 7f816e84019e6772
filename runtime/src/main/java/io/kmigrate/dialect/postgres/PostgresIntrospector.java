package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Introspector;
import io.kmigrate.dialect.Question;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.Scratch;
import io.kmigrate.dialect.UnsupportedObject.Place;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the catalog of PostgreSQL. */
record PostgresIntrospector() implements Introspector {
    @Override
    public Catalog catalog(Connection connection) {
        return new PostgresCatalog(connection);
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        return Snapshot.of(new CatalogReader(connection).all(scope), new ObjectReader(connection, scope).all());
    }

    @Override
    public UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope) {
        return UnsupportedObjects.read(
                connection,
                scope,
                List.of(
                        Question.everything(UnsupportedQuery.of(scope)),
                        new Question("partitions", PartitionQuery.of(scope), Place.AFTER_TABLES),
                        new Question("extensions and types", DefinitionQuery.of(scope), Place.BEFORE_TABLES)));
    }

    @Override
    public Optional<Scratch> scratch(Connection connection) throws SQLException {
        return Optional.of(new PostgresScratch(connection));
    }

    @Override
    public Map<TableName, TableSize> tableSizes(Connection connection, Collection<TableName> tables)
            throws SQLException {
        return PostgresSizes.read(connection, tables);
    }
}
