package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.Optional;
import org.apiguardian.api.API;

/** Drops a view. */
@API(status = STABLE, since = "0.1")
public record DropView(TableName view, boolean materialized, boolean ifExists) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.drop(before, View.class, view, ifExists);
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return before.object(View.class, view).map(old -> new CreateView(old, false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.dropView(this);
    }
}
