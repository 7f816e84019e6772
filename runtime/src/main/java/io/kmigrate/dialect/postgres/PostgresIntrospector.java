package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Introspector;
import io.kmigrate.dialect.ObjectNameReader;
import io.kmigrate.dialect.OneValue;
import io.kmigrate.dialect.Question;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.Scratch;
import io.kmigrate.dialect.UnsupportedObject.Place;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.schema.ObjectNames;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the catalog of PostgreSQL. */
record PostgresIntrospector() implements Introspector {
    /** Not by row_security_active: servers that speak PostgreSQL's protocol have these columns, and not all functions. */
    private static final String HIDING = """
            SELECT c.relrowsecurity AND (c.relforcerowsecurity OR NOT pg_has_role(c.relowner, 'USAGE'))
                AND NOT EXISTS (SELECT FROM pg_roles r
                    WHERE r.rolname = current_user AND (r.rolsuper OR r.rolbypassrls))
            FROM pg_class c WHERE c.oid = to_regclass(?)
            """;

    @Override
    public Catalog catalog(Connection connection) {
        return new PostgresCatalog(connection);
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        QueryBatch batch = new QueryBatch();
        Supplier<Collection<Table>> tables = new CatalogReader(connection).all(scope, batch);
        List<SchemaObject> objects = new ObjectReader(scope).all(batch);
        batch.run(connection);
        return Snapshot.of(tables.get(), objects);
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

    /** Owners are subject to it where it is forced, and never those with BYPASSRLS. */
    @Override
    public boolean mayHideRows(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HIDING)) {
            statement.setString(1, PostgresRenderer.NAMES.quote(table));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public Optional<Scratch> scratch(Connection connection) throws SQLException {
        return Optional.of(new PostgresScratch(connection));
    }

    @Override
    public Optional<ObjectNames> objectNames(Connection connection) throws SQLException {
        return Optional.of(ObjectNameReader.read(connection, ObjectReader.NAMES, true));
    }

    @Override
    public Map<TableName, TableSize> tableSizes(Connection connection, Collection<TableName> tables)
            throws SQLException {
        return PostgresSizes.read(connection, tables);
    }

    @Override
    public Optional<Instant> clock(Connection connection) throws SQLException {
        return OneValue.moment(connection, "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)");
    }

    /** Without a schema on the search path there is nowhere to create one. */
    @Override
    public Optional<Boolean> mayCreateTables(Connection connection) throws SQLException {
        return OneValue.isTrue(connection, "SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)");
    }
}
