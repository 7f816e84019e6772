package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.View;
import java.util.Optional;
import org.apiguardian.api.API;

/** Makes a view, or gives one a new query. */
@API(status = STABLE, since = "0.1")
public record CreateView(View view, boolean orReplace) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        Replay.require(
                before,
                before.table(view.name()).isEmpty(),
                () -> SchemaMessages.tableInTheWay(view.name().toString()));
        return orReplace ? before.with(view) : Replay.create(before, view, false);
    }

    /** A view that was replaced gets its old query back; whether one was, an uncertain schema cannot tell. */
    @Override
    public Optional<Operation> inverse(Snapshot before) {
        Optional<View> old = before.object(View.class, view.name());
        if (old.isPresent() || (orReplace && before.isUncertain())) {
            return old.map(definition -> new CreateView(definition, true));
        }
        return Optional.of(new DropView(view.name(), view.materialized(), false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.createView(this);
    }
}
