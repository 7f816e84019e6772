package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;

/** Makes a table with its keys, checks, indexes and comments. */
@API(status = STABLE, since = "0.1")
public record CreateTable(Table table, boolean ifNotExists) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        if (ifNotExists && before.table(table.name()).isPresent()) {
            return before;
        }
        Replay.require(
                before,
                before.table(table.name()).isEmpty(),
                () -> SchemaMessages.duplicateTable(table.name().toString()));
        for (ForeignKey key : table.foreignKeys()) {
            TableName referenced = key.referencedTable();
            if (!referenced.equals(table.name())) {
                Replay.change(before, referenced, found -> {
                    Replay.requireColumns(before, found, key.referencedColumns());
                    return found;
                });
            }
        }
        return before.with(table);
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new DropTable(table.name(), false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.createTable(this);
    }
}
