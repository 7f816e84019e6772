package io.kmigrate.expand;

import io.kmigrate.dialect.ReleaseBridge;
import io.kmigrate.message.ExpandMessages;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/** A column beside the old one, in step with it; then the old one goes. The application changes the name in between. */
final class RenamedColumn {
    private final ExpandableColumn old;
    private final TableName table;
    private final Column column;
    private final String name;
    private final String newName;
    private final List<StoredProgram> programs;

    RenamedColumn(RenameColumn operation, ExpandableColumn old, ReleaseBridge bridge) {
        this.old = old;
        this.table = operation.table();
        this.column = old.column();
        this.name = operation.column();
        this.newName = operation.newName();
        this.programs = bridge.pairing(table, name, newName);
    }

    List<ExpandedRevision> revisions() {
        ExpandedRevision expand = new ExpandedRevision(
                ExpandMessages.besideColumn(table.name(), newName, name), old.before(), expand(), collapse(), null);
        ExpandedRevision contract = new ExpandedRevision(
                ExpandMessages.dropped(table.name(), name),
                expand.after(),
                contract(),
                restore(),
                ExpandMessages.valuesAreIn(newName));
        return List.of(expand, contract);
    }

    private List<Operation> expand() {
        List<Operation> operations = new ArrayList<>();
        operations.add(new AddColumn(table, bare(newName), null, false));
        operations.addAll(Bridged.create(programs));
        operations.add(old.fill(newName, name, newName));
        if (!column.nullable()) {
            operations.add(new AlterColumn(table, newName, ColumnChange.none().withNullable(false)));
        }
        operations.addAll(old.copies(newName));
        return operations;
    }

    private Column bare(String called) {
        return column.withName(called).withNullable(true).withDefault(null);
    }

    private List<Operation> collapse() {
        List<Operation> operations = new ArrayList<>(old.dropCopies());
        operations.addAll(Bridged.drop(programs));
        operations.add(new DropColumn(table, newName, false));
        return operations;
    }

    private List<Operation> contract() {
        List<Operation> operations = new ArrayList<>(Bridged.drop(programs));
        operations.addAll(old.dropOriginals());
        operations.add(new DropColumn(table, name, false));
        DefaultValue value = column.defaultValue();
        if (value != null) {
            operations.add(new AlterColumn(table, newName, ColumnChange.none().withDefault(value)));
        }
        operations.addAll(old.nameCopies());
        return operations;
    }

    private List<Operation> restore() {
        List<Operation> operations = new ArrayList<>(old.unnameCopies());
        DefaultValue value = column.defaultValue();
        if (value != null) {
            operations.add(new AlterColumn(table, newName, ColumnChange.none().withDefault(null)));
        }
        operations.add(new AddColumn(table, bare(name), null, false));
        operations.addAll(Bridged.create(programs));
        operations.add(old.fill(name, newName, name));
        if (!column.nullable() || value != null) {
            ColumnChange change = column.nullable()
                    ? ColumnChange.none()
                    : ColumnChange.none().withNullable(false);
            operations.add(new AlterColumn(table, name, value == null ? change : change.withDefault(value)));
        }
        operations.addAll(old.originals());
        return operations;
    }
}
