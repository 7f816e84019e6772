package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Gives an index a new name. No row is read for it. */
@API(status = STABLE, since = "0.1")
public record RenameIndex(TableName table, String name, String newName) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            List<String> known = found.indexes().stream().map(Index::name).toList();
            Replay.require(
                    before, known.contains(name), () -> SchemaMessages.unknownIndex(table.toString(), name, known));
            Replay.require(
                    before, !known.contains(newName), () -> SchemaMessages.duplicateIndex(table.toString(), newName));
            return found.withIndexes(found.indexes().stream()
                    .map(index -> index.name().equals(name) ? index.withName(newName) : index)
                    .toList());
        });
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new RenameIndex(table, newName, name));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.renameIndex(this);
    }
}
