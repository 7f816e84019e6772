package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Adds a label to an enumeration type.
 *
 * @param neighbour the label it stands next to; null: at the end
 * @param beforeNeighbour before it, rather than after
 */
@API(status = STABLE, since = "0.1")
public record AddEnumValue(
        TableName type, String value, @Nullable String neighbour, boolean beforeNeighbour, boolean ifNotExists)
        implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        Snapshot changed = Replay.change(before, DatabaseEnum.class, type, old -> added(before, old));
        return changed.object(DatabaseEnum.class, type)
                .map(now -> EnumColumns.relabel(changed, now))
                .orElse(changed);
    }

    private DatabaseEnum added(Snapshot before, DatabaseEnum old) {
        boolean exists = old.labels().contains(value);
        if (exists && ifNotExists) {
            return old;
        }
        Replay.require(before, !exists, () -> SchemaMessages.duplicateValue(type.toString(), value));
        List<String> labels = new ArrayList<>(old.labels());
        if (neighbour == null) {
            labels.add(value);
        } else {
            EnumColumns.requireLabel(before, old, neighbour);
            int place = Math.max(0, labels.indexOf(neighbour));
            labels.add(beforeNeighbour ? place : place + 1, value);
        }
        return new DatabaseEnum(type, labels);
    }

    /** No database takes a value back while rows may hold it. */
    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.empty();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.addEnumValue(this);
    }
}
