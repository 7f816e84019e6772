package io.kmigrate.compare;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Schemas beside the one that a connection starts in, read as a whole: those of the wanted ones that exist. */
final class SchemaInspection {
    private final Dialect dialect;
    private final Connection connection;
    private final List<String> schemas;

    private SchemaInspection(Dialect dialect, Connection connection, List<String> schemas) {
        this.dialect = dialect;
        this.connection = connection;
        this.schemas = schemas;
    }

    static SchemaInspection among(Collection<String> wanted, Dialect dialect, Connection connection)
            throws SQLException {
        String current = wanted.isEmpty() ? null : current(connection).orElse(null);
        if (current == null) {
            return new SchemaInspection(dialect, connection, List.of());
        }
        Set<String> known = names(connection);
        List<String> others = wanted.stream()
                .filter(schema -> known.contains(schema) && !schema.equals(current))
                .sorted()
                .toList();
        return new SchemaInspection(dialect, connection, others);
    }

    /** The schema in which a connection starts; MySQL calls it a catalog. Empty where there are no schemas. */
    static Optional<String> current(Connection connection) throws SQLException {
        return Optional.ofNullable(connection.getSchema()).or(() -> catalog(connection));
    }

    private static Optional<String> catalog(Connection connection) {
        try {
            return Optional.ofNullable(connection.getCatalog()).filter(name -> !name.isEmpty());
        } catch (SQLException none) {
            return Optional.empty();
        }
    }

    private static Set<String> names(Connection connection) throws SQLException {
        boolean isInCatalogs = connection.getSchema() == null;
        Set<String> names = new HashSet<>();
        try (ResultSet rows = isInCatalogs
                ? connection.getMetaData().getCatalogs()
                : connection.getMetaData().getSchemas()) {
            while (rows.next()) {
                names.add(rows.getString(isInCatalogs ? "TABLE_CAT" : "TABLE_SCHEM"));
            }
        }
        return names;
    }

    /** {@code live} with these schemas and all that is in them. */
    Snapshot addedTo(Snapshot live) throws SQLException {
        Snapshot result = live;
        for (String schema : schemas) {
            if (dialect.equivalence().keeps(DatabaseSchema.class)) {
                result = result.with(new DatabaseSchema(TableName.of(schema)));
            }
            Snapshot found = dialect.introspector().introspect(connection, new SchemaScope(schema));
            for (Table table : found.tables()) {
                result = result.with(table);
            }
            for (SchemaObject object : found.objects()) {
                result = result.with(object);
            }
        }
        return result;
    }

    /** All that was read, as a script that creates it should say it. */
    Snapshot baseline(Snapshot introspected) throws SQLException {
        Snapshot result = introspected;
        for (SchemaScope scope : scopes()) {
            result = dialect.introspector().baseline(connection, scope, result);
        }
        return result;
    }

    /** What of {@link #unsupported} such a script lacks. */
    UnsupportedObjects notInBaseline() throws SQLException {
        UnsupportedObjects all = UnsupportedObjects.none();
        for (SchemaScope scope : scopes()) {
            all = all.and(dialect.introspector().notInBaseline(connection, scope));
        }
        return all;
    }

    /** What the schema that the connection starts in and these have, and no snapshot has words for. */
    UnsupportedObjects unsupported() {
        return scopes().stream()
                .map(scope -> dialect.introspector().unsupportedObjects(connection, scope))
                .reduce(UnsupportedObjects.none(), UnsupportedObjects::and);
    }

    private List<SchemaScope> scopes() {
        return Stream.concat(Stream.of(SchemaScope.OWN), schemas.stream().map(SchemaScope::new))
                .toList();
    }
}
