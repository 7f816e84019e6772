package io.kmigrate.operation;

import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.Optional;

/** Gives a table a new name in its schema; foreign keys follow. */
public record RenameTable(TableName table, String newName) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        TableName renamed = table.withName(newName);
        Replay.require(
                before, before.table(renamed).isEmpty(), "duplicate-table", "table " + renamed + " already exists");
        Snapshot moved = Replay.change(before, table, found -> found.withName(renamed));
        Snapshot result = before.table(table).isPresent() ? moved.without(table) : moved;
        for (Table other : result.tables()) {
            if (other.foreignKeys().stream()
                    .anyMatch(key -> key.referencedTable().equals(table))) {
                result = result.with(other.withForeignKeys(other.foreignKeys().stream()
                        .map(key -> follow(key, renamed))
                        .toList()));
            }
        }
        return result;
    }

    private ForeignKey follow(ForeignKey key, TableName renamed) {
        return key.referencedTable().equals(table) ? key.withReference(renamed, key.referencedColumns()) : key;
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new RenameTable(table.withName(newName), table.name()));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.renameTable(this);
    }
}
