package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Moves a table with all that hangs on it into another schema; foreign keys follow.
 *
 * @param newSchema null: the connection's default schema
 */
@API(status = STABLE, since = "0.1")
public record MoveTable(TableName table, @Nullable String newSchema) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        TableName moved = new TableName(newSchema, table.name());
        Replay.require(before, before.table(moved).isEmpty(), () -> SchemaMessages.duplicateTable(moved.toString()));
        return Replay.renamed(before, table, moved);
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new MoveTable(new TableName(newSchema, table.name()), table.schema()));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.moveTable(this);
    }
}
