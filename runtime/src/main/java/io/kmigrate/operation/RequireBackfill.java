package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Snapshot;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Lets a revision run only once a backfill in the background has come to its end. An upgrade that would come to it
 * before runs nothing.
 *
 * @param name of the backfill
 */
@API(status = STABLE, since = "0.1")
public record RequireBackfill(String name) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return before;
    }

    /** There is nothing to take back. */
    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.empty();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.requireBackfill(this);
    }

    @Override
    public Optional<String> requiredBackfill() {
        return Optional.of(name);
    }
}
