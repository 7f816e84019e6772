package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Changes a sequence; the number it stands at is kept unless it is restarted.
 *
 * @param change what it will be
 */
@API(status = STABLE, since = "0.1")
public record AlterSequence(TableName sequence, SequenceChange change) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, Sequence.class, sequence, change::applyTo);
    }

    /** Restores the definition; where a restarted sequence stood is not remembered. */
    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return change.restart() != null
                ? Optional.empty()
                : before.object(Sequence.class, sequence).map(old -> new AlterSequence(sequence, change.inverse(old)));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.alterSequence(this);
    }
}
