package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.Snapshot;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Makes an enumeration type. Where a database keeps none under a name, columns carry its labels themselves,
 * and nothing is done.
 */
@API(status = STABLE, since = "0.1")
public record CreateEnum(DatabaseEnum type, boolean ifNotExists) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.create(before, type, ifNotExists);
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new DropEnum(type.name(), false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.createEnum(this);
    }
}
