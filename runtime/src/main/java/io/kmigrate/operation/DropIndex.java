package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Drops an index.
 *
 * @param concurrently without blocking readers and writers, outside a transaction; PostgreSQL only
 */
@API(status = STABLE, since = "0.1")
public record DropIndex(String name, TableName table, boolean ifExists, boolean concurrently) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            List<String> known = found.indexes().stream().map(Index::name).toList();
            Replay.require(
                    before,
                    ifExists || known.contains(name),
                    () -> SchemaMessages.unknownIndex(table.toString(), name, known));
            return found.withIndexes(found.indexes().stream()
                    .filter(index -> !index.name().equals(name))
                    .toList());
        });
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return before.table(table)
                .flatMap(found -> found.index(name))
                .map(index -> new CreateIndex(table, index, false, concurrently));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.dropIndex(this);
    }
}
