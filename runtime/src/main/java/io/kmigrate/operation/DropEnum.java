package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;

/** Drops an enumeration type that no column uses. */
@API(status = STABLE, since = "0.1")
public record DropEnum(TableName type, boolean ifExists) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        EnumColumns.of(before, type)
                .findFirst()
                .ifPresent(column ->
                        Replay.require(before, false, () -> SchemaMessages.typeInUse(type.toString(), column)));
        return Replay.drop(before, DatabaseEnum.class, type, ifExists);
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return before.object(DatabaseEnum.class, type).map(old -> new CreateEnum(old, false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.dropEnum(this);
    }
}
