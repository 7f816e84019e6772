package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;

/** Drops a sequence. */
@API(status = STABLE, since = "0.1")
public record DropSequence(TableName sequence, boolean ifExists) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.drop(before, Sequence.class, sequence, ifExists);
    }

    /** Restores the definition; it starts again from its first number. */
    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return before.object(Sequence.class, sequence).map(old -> new CreateSequence(old, false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.dropSequence(this);
    }
}
