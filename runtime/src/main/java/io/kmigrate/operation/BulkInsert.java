package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows.
 *
 * @param rows column to value, in order; a value may be null, or a {@link SqlExpression}. Rows may differ in their
 *     columns: what a row leaves out gets its default.
 */
@API(status = STABLE, since = "0.1")
public record BulkInsert(TableName table, List<Map<String, @Nullable Object>> rows) implements Operation {
    public BulkInsert {
        List<Map<String, @Nullable Object>> copies = new ArrayList<>(rows.size());
        rows.forEach(row -> copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(row))));
        rows = Collections.unmodifiableList(copies);
    }

    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            rows.forEach(row -> Replay.requireColumns(before, found, row.keySet()));
            return found;
        });
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.empty();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.bulkInsert(this);
    }
}
