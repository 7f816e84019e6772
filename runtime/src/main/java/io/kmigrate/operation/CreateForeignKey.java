package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Adds a foreign key. */
@API(status = STABLE, since = "0.1")
public record CreateForeignKey(TableName table, ForeignKey foreignKey) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        Replay.change(before, foreignKey.referencedTable(), found -> {
            Replay.requireColumns(before, found, foreignKey.referencedColumns());
            return found;
        });
        return Replay.change(before, table, found -> {
            Replay.requireFreeConstraint(before, found, foreignKey.name());
            Replay.requireColumns(before, found, foreignKey.columns());
            List<ForeignKey> keys = new ArrayList<>(found.foreignKeys());
            keys.add(foreignKey);
            return found.withForeignKeys(keys);
        });
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.ofNullable(foreignKey.name()).map(name -> new DropConstraint(table, name, false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.createForeignKey(this);
    }
}
