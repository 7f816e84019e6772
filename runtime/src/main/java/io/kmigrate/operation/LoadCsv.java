package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Inserts the rows of a file of comma-separated values.
 *
 * @param file as the script names it, for plans and messages; it was read when the script was
 * @param columns of the file's first line
 * @param rows texts in the order of the columns, which give them their types; null is null
 */
@API(status = STABLE, since = "0.1")
public record LoadCsv(TableName table, String file, List<String> columns, List<List<@Nullable String>> rows)
        implements Operation {
    public LoadCsv {
        columns = List.copyOf(columns);
        List<List<@Nullable String>> copies = new ArrayList<>(rows.size());
        rows.forEach(row -> copies.add(Collections.unmodifiableList(new ArrayList<>(row))));
        rows = Collections.unmodifiableList(copies);
    }

    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            Replay.requireColumns(before, found, columns);
            return found;
        });
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.empty();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.loadCsv(this);
    }
}
