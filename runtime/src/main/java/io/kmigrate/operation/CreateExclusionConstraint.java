package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Adds an exclusion constraint; PostgreSQL only. */
@API(status = STABLE, since = "0.1")
public record CreateExclusionConstraint(TableName table, ExclusionConstraint constraint) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            Replay.requireFreeConstraint(before, found, constraint.name());
            Replay.requireColumns(
                    before,
                    found,
                    constraint.elements().stream()
                            .filter(element -> !element.column().expression())
                            .map(element -> element.column().text())
                            .toList());
            List<ExclusionConstraint> constraints = new ArrayList<>(found.exclusionConstraints());
            constraints.add(constraint);
            return found.withExclusionConstraints(constraints);
        });
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new DropConstraint(table, constraint.name(), false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.createExclusionConstraint(this);
    }
}
