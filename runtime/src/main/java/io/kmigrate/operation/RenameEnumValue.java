package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;

/** Gives a label of an enumeration type a new name; rows that hold it follow. */
@API(status = STABLE, since = "0.1")
public record RenameEnumValue(TableName type, String value, String newValue) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        Snapshot changed = Replay.change(before, DatabaseEnum.class, type, old -> {
            EnumColumns.requireLabel(before, old, value);
            Replay.require(
                    before,
                    !old.labels().contains(newValue),
                    () -> SchemaMessages.duplicateValue(type.toString(), newValue));
            return new DatabaseEnum(
                    type,
                    old.labels().stream()
                            .map(label -> label.equals(value) ? newValue : label)
                            .toList());
        });
        return changed.object(DatabaseEnum.class, type)
                .map(now -> EnumColumns.relabel(changed, now))
                .orElse(changed);
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new RenameEnumValue(type, newValue, value));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.renameEnumValue(this);
    }
}
