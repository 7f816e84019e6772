package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;

/** Gives a table a new name in its schema; foreign keys follow. */
@API(status = STABLE, since = "0.1")
public record RenameTable(TableName table, String newName) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        TableName renamed = table.withName(newName);
        Replay.require(
                before, before.table(renamed).isEmpty(), () -> SchemaMessages.duplicateTable(renamed.toString()));
        return Replay.renamed(before, table, renamed);
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
