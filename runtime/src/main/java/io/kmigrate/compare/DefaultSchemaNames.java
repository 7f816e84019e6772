package io.kmigrate.compare;

import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** A schema in which what is in the connection's default schema does not say so. */
final class DefaultSchemaNames {
    private DefaultSchemaNames() {}

    static Snapshot of(Snapshot schema, Connection connection) throws SQLException {
        String current = Optional.ofNullable(connection.getSchema()).orElse(connection.getCatalog());
        boolean isNamed = current != null
                && Stream.concat(
                                schema.tables().stream().map(Table::name),
                                schema.objects().stream().map(SchemaObject::name))
                        .anyMatch(name -> current.equals(name.schema()));
        return isNamed
                ? Snapshot.of(
                        schema.tables().stream()
                                .map(table -> near(table, current))
                                .toList(),
                        schema.objects())
                : schema;
    }

    private static Table near(Table table, String current) {
        return table.withName(near(table.name(), current))
                .withForeignKeys(table.foreignKeys().stream()
                        .map(key -> near(key, current))
                        .toList());
    }

    private static ForeignKey near(ForeignKey key, String current) {
        return key.withReference(near(key.referencedTable(), current), key.referencedColumns());
    }

    private static TableName near(TableName name, String current) {
        return current.equals(name.schema()) ? TableName.of(name.name()) : name;
    }
}
