package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;

/** Makes a named schema. */
@API(status = STABLE, since = "0.1")
public record CreateSchema(String name, boolean ifNotExists) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.create(before, new DatabaseSchema(TableName.of(name)), ifNotExists);
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new DropSchema(name, false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.createSchema(this);
    }
}
