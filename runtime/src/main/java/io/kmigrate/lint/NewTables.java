package io.kmigrate.lint;

import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.schema.TableName;
import java.util.HashSet;
import java.util.Set;

/** The tables that the operations visited so far have made, under their names of now. */
final class NewTables implements DefaultingOperationVisitor<Boolean> {
    private final Set<TableName> names = new HashSet<>();

    @Override
    public Boolean otherwise(Operation operation) {
        return false;
    }

    boolean contains(TableName table) {
        return names.contains(table);
    }

    /** One that is made only if it does not exist may have been there before, with rows. */
    @Override
    public Boolean createTable(CreateTable create) {
        return !create.ifNotExists() && names.add(create.table().name());
    }

    /** One that keeps its rows is a table to those who read it. */
    @Override
    public Boolean createView(CreateView create) {
        return create.view().materialized() && names.add(create.view().name());
    }

    @Override
    public Boolean dropView(DropView drop) {
        return names.remove(drop.view());
    }

    @Override
    public Boolean dropTable(DropTable drop) {
        return names.remove(drop.table());
    }

    @Override
    public Boolean renameTable(RenameTable rename) {
        return names.remove(rename.table()) && names.add(rename.table().withName(rename.newName()));
    }

    @Override
    public Boolean moveTable(MoveTable move) {
        TableName moved = new TableName(move.newSchema(), move.table().name());
        return names.remove(move.table()) && names.add(moved);
    }
}
