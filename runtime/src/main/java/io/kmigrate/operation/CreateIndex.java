package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Makes an index.
 *
 * @param concurrently without blocking writers, outside a transaction; PostgreSQL only
 */
@API(status = STABLE, since = "0.1")
public record CreateIndex(TableName table, Index index, boolean ifNotExists, boolean concurrently)
        implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            if (ifNotExists && found.index(index.name()).isPresent()) {
                return found;
            }
            Replay.require(
                    before,
                    found.index(index.name()).isEmpty(),
                    () -> SchemaMessages.duplicateIndex(table.toString(), index.name()));
            Replay.requireColumns(
                    before,
                    found,
                    index.columns().stream()
                            .filter(part -> !part.expression())
                            .map(IndexColumn::text)
                            .toList());
            List<Index> indexes = new ArrayList<>(found.indexes());
            indexes.add(index);
            return found.withIndexes(indexes);
        });
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new DropIndex(index.name(), table, false, concurrently));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.createIndex(this);
    }
}
