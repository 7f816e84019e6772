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
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * A copy of the new type that follows the column; then both swap their names; then the old one goes. The application never
 * sees another name.
 */
final class RetypedColumn {
    private final ExpandableColumn old;
    private final TableName table;
    private final Column column;
    private final ColumnType type;
    private final String name;
    private final String copy;
    private final String aside;
    private final List<StoredProgram> forth;
    private final List<StoredProgram> back;

    RetypedColumn(ColumnType type, ExpandableColumn old, ReleaseBridge bridge) {
        this.old = old;
        this.table = old.table().name();
        this.column = old.column();
        this.type = type;
        this.name = column.name();
        this.copy = name + "_next";
        this.aside = name + "_old";
        this.forth = bridge.copying(table, name, copy);
        this.back = bridge.copying(table, name, aside);
    }

    List<ExpandedRevision> revisions() {
        ExpandedRevision expand = new ExpandedRevision(
                ExpandMessages.besideColumn(table.name(), copy, name), old.before(), expand(), collapse(), null);
        ExpandedRevision swap = new ExpandedRevision(
                ExpandMessages.swapped(table.name(), name, copy), expand.after(), swap(), swapBack(), null);
        Snapshot swapped = swap.after();
        ExpandedRevision contract = new ExpandedRevision(
                ExpandMessages.dropped(table.name(), aside),
                swapped,
                contract(),
                restore(),
                ExpandMessages.valuesAreIn(name));
        return List.of(expand, swap, contract);
    }

    private Column bare(String called, ColumnType itsType) {
        return column.withName(called).withType(itsType).withNullable(true).withDefault(null);
    }

    private AlterColumn alter(String called, ColumnChange change) {
        return new AlterColumn(table, called, change);
    }

    private List<Operation> expand() {
        List<Operation> operations = new ArrayList<>();
        operations.add(new AddColumn(table, bare(copy, type), null, false));
        operations.addAll(Bridged.create(forth));
        // Each row is written as it is, so that its trigger fills the copy.
        operations.add(old.fill(name, name, copy));
        if (!column.nullable()) {
            operations.add(alter(copy, ColumnChange.none().withNullable(false)));
        }
        operations.addAll(old.copies(copy));
        return operations;
    }

    private List<Operation> collapse() {
        List<Operation> operations = new ArrayList<>(old.dropCopies());
        operations.addAll(Bridged.drop(forth));
        operations.add(new DropColumn(table, copy, false));
        return operations;
    }

    /** What is written from now on need not fit into the old type: the old column keeps what it has. */
    private List<Operation> swap() {
        List<Operation> operations = new ArrayList<>(Bridged.drop(forth));
        operations.add(new RenameColumn(table, name, aside));
        operations.add(new RenameColumn(table, copy, name));
        DefaultValue value = column.defaultValue();
        if (value != null) {
            operations.add(alter(name, ColumnChange.none().withDefault(value)));
            operations.add(alter(aside, ColumnChange.none().withDefault(null)));
        }
        if (!column.nullable()) {
            operations.add(alter(aside, ColumnChange.none().withNullable(true)));
        }
        return operations;
    }

    private List<Operation> swapBack() {
        List<Operation> operations = new ArrayList<>(Bridged.create(back));
        operations.add(old.fillAll(name, name, null, aside));
        if (!column.nullable()) {
            operations.add(alter(aside, ColumnChange.none().withNullable(false)));
        }
        operations.addAll(Bridged.drop(back));
        operations.add(new RenameColumn(table, name, copy));
        operations.add(new RenameColumn(table, aside, name));
        DefaultValue value = column.defaultValue();
        if (value != null) {
            operations.add(alter(copy, ColumnChange.none().withDefault(null)));
            operations.add(alter(name, ColumnChange.none().withDefault(value)));
        }
        operations.addAll(Bridged.create(forth));
        return operations;
    }

    private List<Operation> contract() {
        List<Operation> operations = new ArrayList<>(old.dropOriginals());
        operations.add(new DropColumn(table, aside, false));
        operations.addAll(old.nameCopies());
        return operations;
    }

    /** Its values come when the swap is taken back. */
    private List<Operation> restore() {
        List<Operation> operations = new ArrayList<>(old.unnameCopies());
        operations.add(new AddColumn(table, bare(aside, column.type()), null, false));
        operations.addAll(old.over(aside));
        return operations;
    }
}
