package io.kmigrate.compare;

import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One schema's tables, moved to a scratch schema and back. */
final class ScratchSchema {
    private final @Nullable String schema;

    ScratchSchema(@Nullable String schema) {
        this.schema = schema;
    }

    private boolean holds(TableName name) {
        return Objects.equals(name.schema(), schema);
    }

    /** The tables here without their schema's name, and without keys to tables that are not here. */
    Snapshot moved(Snapshot all) {
        return Snapshot.of(
                all.tables().stream()
                        .filter(table -> holds(table.name()))
                        .map(table -> table.withName(TableName.of(table.name().name()))
                                .withForeignKeys(table.foreignKeys().stream()
                                        .filter(key -> isWithin(key, all))
                                        .map(key -> key.withReference(
                                                TableName.of(
                                                        key.referencedTable().name()),
                                                key.referencedColumns()))
                                        .toList()))
                        .toList(),
                schema == null ? objects(all) : List.of());
    }

    /** Schemas are the database's: what is tried out in one of them does not make the others. */
    private static List<SchemaObject> objects(Snapshot all) {
        return all.objects().stream()
                .filter(object -> !(object instanceof DatabaseSchema))
                .toList();
    }

    private boolean isWithin(ForeignKey key, Snapshot all) {
        return holds(key.referencedTable()) && all.table(key.referencedTable()).isPresent();
    }

    /** The tables as they were made, under their own names, with the keys that were left out. */
    List<Table> back(Snapshot all, Snapshot made) {
        return made.tables().stream().map(table -> back(table, all)).toList();
    }

    private Table back(Table made, Snapshot all) {
        TableName name = new TableName(schema, made.name().name());
        List<ForeignKey> keys = new ArrayList<>();
        made.foreignKeys()
                .forEach(key -> keys.add(key.withReference(
                        new TableName(schema, key.referencedTable().name()), key.referencedColumns())));
        all.table(name).map(Table::foreignKeys).orElse(List.of()).stream()
                .filter(key -> !isWithin(key, all))
                .forEach(keys::add);
        return made.withName(name).withForeignKeys(keys);
    }
}
