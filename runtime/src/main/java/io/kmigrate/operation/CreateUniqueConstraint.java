package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Adds a unique constraint. */
@API(status = STABLE, since = "0.1")
public record CreateUniqueConstraint(TableName table, UniqueConstraint constraint) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            Replay.requireFreeConstraint(before, found, constraint.name());
            Replay.requireColumns(before, found, constraint.columns());
            List<UniqueConstraint> constraints = new ArrayList<>(found.uniqueConstraints());
            constraints.add(constraint);
            return found.withUniqueConstraints(constraints);
        });
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.ofNullable(constraint.name()).map(name -> new DropConstraint(table, name, false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.createUniqueConstraint(this);
    }
}
