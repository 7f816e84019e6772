package io.kmigrate.diff;

import io.kmigrate.message.ModelMessages;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Carries out what a person decided to be renames: tables first, then columns under their table's new name. */
final class Renames {
    private final Snapshot wanted;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<TableName, TableName> formerNames = new TreeMap<>();
    private Snapshot schema;

    Renames(Snapshot live, Snapshot wanted, List<Rename> decided) {
        this.schema = live;
        this.wanted = wanted;
        decided.stream().filter(rename -> rename.column() == null).forEach(this::table);
        decided.forEach(rename -> {
            String column = rename.column();
            if (column != null) {
                column(rename, column);
            }
        });
    }

    List<Operation> operations() {
        return operations;
    }

    /** The live schema once the renames are done. */
    Snapshot schema() {
        return schema;
    }

    /** The name that a table has in the database. */
    TableName formerName(TableName name) {
        return formerNames.getOrDefault(name, name);
    }

    private void table(Rename rename) {
        TableName name = new TableName(rename.newSchema(), rename.newName());
        if (schema.table(rename.table()).isEmpty()) {
            throw ModelMessages.unknownOldName("table", rename.table().toString(), tables(schema))
                    .exception();
        }
        if (wanted.table(name).isEmpty()) {
            throw ModelMessages.unknownNewName("table", rename.table().toString(), name.toString(), tables(wanted))
                    .exception();
        }
        if (schema.table(name).isPresent()) {
            throw ModelMessages.takenNewName("table", rename.table().toString(), name.toString(), "database")
                    .exception();
        }
        if (rename.moves()) {
            apply(new MoveTable(rename.table(), rename.newSchema()));
        }
        if (!rename.newName().equals(rename.table().name())) {
            apply(new RenameTable(
                    new TableName(rename.newSchema(), rename.table().name()), rename.newName()));
        }
        formerNames.put(name, rename.table());
    }

    private void column(Rename rename, String column) {
        Table table = renamed(rename.table())
                .orElseThrow(() -> ModelMessages.unknownOldName(
                                "table", rename.table().toString(), tables(schema))
                        .exception());
        String where = table.name() + "." + column;
        if (table.column(column).isEmpty()) {
            throw ModelMessages.unknownOldName("column", where, columns(table)).exception();
        }
        Optional<Table> after = wanted.table(table.name());
        if (after.flatMap(found -> found.column(rename.newName())).isEmpty()) {
            throw ModelMessages.unknownNewName(
                            "column",
                            where,
                            rename.newName(),
                            after.map(Renames::columns).orElse(List.of()))
                    .exception();
        }
        if (table.column(rename.newName()).isPresent()) {
            throw ModelMessages.takenNewName("column", where, rename.newName(), "table")
                    .exception();
        }
        apply(new RenameColumn(table.name(), column, rename.newName()));
    }

    /** By the old name or the new one. */
    private Optional<Table> renamed(TableName name) {
        return formerNames.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .findFirst()
                .map(Map.Entry::getKey)
                .flatMap(schema::table)
                .or(() -> schema.table(name));
    }

    private void apply(Operation operation) {
        operations.add(operation);
        schema = operation.apply(schema);
    }

    private static List<String> tables(Snapshot schema) {
        return schema.tables().stream().map(table -> table.name().toString()).toList();
    }

    private static List<String> columns(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }
}
