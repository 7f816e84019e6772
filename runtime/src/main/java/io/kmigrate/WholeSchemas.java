package io.kmigrate;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Schemas beside the one that a connection starts in, read as a whole. */
final class WholeSchemas {
    private final Dialect dialect;
    private final Connection connection;

    /** Leaves the connection in another schema than it was found in: it should be one of its own. */
    WholeSchemas(Dialect dialect, Connection connection) {
        this.dialect = dialect;
        this.connection = connection;
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

    /** The tables of those among {@code schemas} that the database has, and those schemas themselves. */
    Snapshot read(Collection<String> schemas) throws SQLException {
        Snapshot found = Snapshot.empty();
        for (String schema : existing(schemas)) {
            found = found.with(new DatabaseSchema(TableName.of(schema)));
            for (TableName name : tables(schema)) {
                found = dialect.catalog(connection).table(name).map(found::with).orElse(found);
            }
        }
        return found;
    }

    private List<String> existing(Collection<String> schemas) throws SQLException {
        String current = current(connection).orElse(null);
        if (current == null) {
            return List.of();
        }
        Set<String> known = new HashSet<>(names(isInCatalogs() ? "TABLE_CAT" : "TABLE_SCHEM"));
        return schemas.stream()
                .filter(schema -> known.contains(schema) && !schema.equals(current))
                .sorted()
                .toList();
    }

    private boolean isInCatalogs() throws SQLException {
        return connection.getSchema() == null;
    }

    private List<String> names(String column) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = isInCatalogs()
                ? connection.getMetaData().getCatalogs()
                : connection.getMetaData().getSchemas()) {
            while (rows.next()) {
                names.add(rows.getString(column));
            }
        }
        return names;
    }

    /** By the rules for the schema that a connection starts in: no partitions, nothing of an extension. */
    private List<TableName> tables(String schema) throws SQLException {
        String former = enter(schema);
        try {
            return dialect.introspect(connection).tables().stream()
                    .map(Table::name)
                    .map(name -> new TableName(schema, name.name()))
                    .toList();
        } finally {
            enter(former);
        }
    }

    private @Nullable String enter(@Nullable String schema) throws SQLException {
        boolean inCatalogs = isInCatalogs();
        String former = inCatalogs ? connection.getCatalog() : connection.getSchema();
        if (inCatalogs) {
            connection.setCatalog(schema);
        } else {
            connection.setSchema(schema);
        }
        return former;
    }
}
