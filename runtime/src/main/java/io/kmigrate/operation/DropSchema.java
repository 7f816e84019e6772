package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;

/** Drops a named schema that is empty. */
@API(status = STABLE, since = "0.1")
public record DropSchema(String name, boolean ifExists) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        before.tables().stream()
                .filter(table -> name.equals(table.name().schema()))
                .findFirst()
                .ifPresent(table -> Replay.require(
                        before,
                        false,
                        () -> SchemaMessages.schemaInUse(name, table.name().toString())));
        return Replay.drop(before, DatabaseSchema.class, TableName.of(name), ifExists);
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new CreateSchema(name, false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.dropSchema(this);
    }
}
