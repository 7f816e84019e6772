package io.kmigrate.execution;

import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which table of the database a name means after some operations: one that they made is none of it, and has no rows. */
final class TableOrigins implements DefaultingOperationVisitor<Void> {
    private final Set<TableName> made = new HashSet<>();
    private final Map<TableName, TableName> origins = new HashMap<>();
    private final List<Operation> followed = new ArrayList<>();

    /** Its name before all operations; empty for one that they made. */
    Optional<TableName> of(TableName table) {
        return made.contains(table) ? Optional.empty() : Optional.of(origins.getOrDefault(table, table));
    }

    /** The tables that an operation makes; it is not followed. */
    static Set<TableName> madeBy(Operation operation) {
        TableOrigins alone = new TableOrigins();
        operation.accept(alone);
        return alone.made;
    }

    /** Follows an operation. */
    void after(Operation operation) {
        followed.add(operation);
        operation.accept(this);
    }

    /** All operations so far. */
    List<Operation> followed() {
        return List.copyOf(followed);
    }

    @Override
    @SuppressWarnings("NullAway")
    public Void otherwise(Operation operation) {
        return null;
    }

    /** One that is made only if it does not exist may have been there before, with rows. */
    @Override
    public Void createTable(CreateTable create) {
        if (!create.ifNotExists()) {
            made.add(create.table().name());
        }
        return otherwise(create);
    }

    @Override
    public Void dropTable(DropTable drop) {
        made.remove(drop.table());
        origins.remove(drop.table());
        return otherwise(drop);
    }

    @Override
    public Void renameTable(RenameTable rename) {
        return renamed(rename, rename.table(), rename.table().withName(rename.newName()));
    }

    @Override
    public Void moveTable(MoveTable move) {
        return renamed(
                move, move.table(), new TableName(move.newSchema(), move.table().name()));
    }

    private Void renamed(Operation operation, TableName from, TableName to) {
        if (made.remove(from)) {
            made.add(to);
        } else {
            origins.put(to, origins.getOrDefault(from, from));
            origins.remove(from);
        }
        return otherwise(operation);
    }
}
