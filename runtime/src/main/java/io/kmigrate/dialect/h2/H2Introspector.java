package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Introspector;
import io.kmigrate.dialect.ObjectNameReader;
import io.kmigrate.dialect.OneValue;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.Scratch;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.schema.ObjectNames;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Reads the catalog of H2. */
record H2Introspector() implements Introspector {
    @Override
    public Catalog catalog(Connection connection) {
        return new H2Catalog(connection);
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        return Snapshot.of(new CatalogReader(connection).all(scope), new ObjectReader(connection, scope).all());
    }

    @Override
    public Snapshot baseline(Connection connection, SchemaScope scope, Snapshot introspected) throws SQLException {
        return BaselineTables.of(connection, scope, introspected);
    }

    @Override
    public UnsupportedObjects notInBaseline(Connection connection, SchemaScope scope) {
        return unsupportedObjects(connection, scope).without(BaselineTables::says);
    }

    @Override
    public UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope) {
        return UnsupportedObjects.read(connection, scope, UnsupportedQuery.of(scope));
    }

    @Override
    public Optional<Scratch> scratch(Connection connection) throws SQLException {
        return Optional.of(H2Scratch.like(connection));
    }

    /** An account that is no administrator sees what it may use. */
    @Override
    public Optional<ObjectNames> objectNames(Connection connection) throws SQLException {
        return Optional.of(ObjectNameReader.read(connection, ObjectReader.NAMES, true));
    }

    @Override
    public Map<TableName, TableSize> tableSizes(Connection connection, Collection<TableName> tables)
            throws SQLException {
        return H2Sizes.read(connection, tables);
    }

    @Override
    public Optional<Instant> clock(Connection connection) throws SQLException {
        return OneValue.moment(connection, "SELECT CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)");
    }

    /** Administrators may. An owner of a schema may, too, but cannot see it. */
    @Override
    public Optional<Boolean> mayCreateTables(Connection connection) throws SQLException {
        return OneValue.isTrue(
                        connection, "SELECT IS_ADMIN FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER")
                .filter(isAdministrator -> isAdministrator);
    }
}
