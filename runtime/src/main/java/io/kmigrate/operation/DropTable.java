package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;

/** Drops a table with all that hangs on it. */
@API(status = STABLE, since = "0.1")
public record DropTable(TableName table, boolean ifExists) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        if (ifExists && before.table(table).isEmpty()) {
            return before;
        }
        return Replay.change(before, table, found -> found).without(table);
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return before.table(table).map(found -> new CreateTable(found, false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.dropTable(this);
    }
}
