package io.kmigrate.compare;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** A schema in which what is in the connection's default schema does not say so. */
final class DefaultSchemaNames {
    private DefaultSchemaNames() {}

    static Snapshot of(Snapshot schema, Connection connection) throws SQLException {
        String current = Optional.ofNullable(connection.getSchema()).orElse(connection.getCatalog());
        boolean isNamed = current != null
                && Stream.concat(
                                names(schema.tables()),
                                schema.objects().stream().map(SchemaObject::name))
                        .anyMatch(name -> current.equals(name.schema()));
        return isNamed
                ? Snapshot.of(
                        schema.tables().stream()
                                .map(table -> near(table, current))
                                .toList(),
                        schema.objects().stream()
                                .map(object -> object instanceof DatabaseEnum type
                                        ? new DatabaseEnum(near(type.name(), current), type.labels())
                                        : object)
                                .toList())
                : schema;
    }

    private static Stream<TableName> names(Collection<Table> tables) {
        return tables.stream()
                .flatMap(table -> Stream.concat(
                        Stream.of(table.name()),
                        table.columns().stream()
                                .map(Column::type)
                                .filter(EnumType.class::isInstance)
                                .map(type -> ((EnumType) type).name())));
    }

    private static Table near(Table table, String current) {
        return table.withName(near(table.name(), current))
                .withColumns(table.columns().stream()
                        .map(column -> column.type() instanceof EnumType type
                                ? column.withType(new EnumType(near(type.name(), current), type.labels()))
                                : column)
                        .toList())
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
