package io.kmigrate.operation;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.stream.Stream;

/** The columns of an enumeration type, which follow its changes. */
final class EnumColumns {
    private EnumColumns() {}

    /** {@code table.column} of every column that has the type. */
    static Stream<String> of(Snapshot schema, TableName type) {
        return schema.tables().stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column -> isOf(column, type))
                        .map(column -> table.name() + "." + column.name()));
    }

    /** The schema with the type's columns under its present labels. */
    static Snapshot relabel(Snapshot schema, DatabaseEnum type) {
        Snapshot result = schema;
        for (Table table : schema.tables()) {
            if (table.columns().stream().anyMatch(column -> isOf(column, type.name()))) {
                result = result.with(table.withColumns(table.columns().stream()
                        .map(column -> isOf(column, type.name())
                                ? column.withType(new EnumType(type.name(), type.labels()))
                                : column)
                        .toList()));
            }
        }
        return result;
    }

    static void requireLabel(Snapshot before, DatabaseEnum type, String label) {
        Replay.require(
                before,
                type.labels().contains(label),
                () -> SchemaMessages.unknownValue(type.name().toString(), label, type.labels()));
    }

    private static boolean isOf(Column column, TableName type) {
        return column.type() instanceof EnumType found && found.name().equals(type);
    }
}
