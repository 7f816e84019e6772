package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;

/** Gives a table without a primary key one; its columns become NOT NULL. */
@API(status = STABLE, since = "0.1")
public record CreatePrimaryKey(TableName table, PrimaryKey primaryKey) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            Replay.require(
                    before, found.primaryKey() == null, () -> SchemaMessages.duplicatePrimaryKey(table.toString()));
            Replay.requireColumns(before, found, primaryKey.columns());
            return found.withPrimaryKey(primaryKey)
                    .withColumns(found.columns().stream()
                            .map(column ->
                                    primaryKey.columns().contains(column.name()) ? column.withNullable(false) : column)
                            .toList());
        });
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.ofNullable(primaryKey.name()).map(name -> new DropConstraint(table, name, false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.createPrimaryKey(this);
    }
}
