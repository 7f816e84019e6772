package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Changes rows by one statement.
 *
 * @param values column to value, in order; a value may be null, or a {@link SqlExpression}
 * @param where a condition for the rows that are changed; null: all
 */
@API(status = STABLE, since = "0.1")
public record BulkUpdate(
        TableName table,
        Map<String, @Nullable Object> values,
        @Nullable String where) implements Operation {
    public BulkUpdate {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            Replay.requireColumns(before, found, values.keySet());
            return found;
        });
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.empty();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.bulkUpdate(this);
    }
}
