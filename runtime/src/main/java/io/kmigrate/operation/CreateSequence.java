package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.Snapshot;
import java.util.Optional;
import org.apiguardian.api.API;

/** Makes a sequence. */
@API(status = STABLE, since = "0.1")
public record CreateSequence(Sequence sequence, boolean ifNotExists) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.create(before, sequence, ifNotExists);
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new DropSequence(sequence.name(), false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.createSequence(this);
    }
}
