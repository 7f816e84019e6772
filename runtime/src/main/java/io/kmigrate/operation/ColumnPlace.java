package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where a column stands among those of its table, on a database that can say so.
 *
 * @param after the column before it; null: it is the first
 */
@API(status = STABLE, since = "0.1")
public record ColumnPlace(@Nullable String after) {
    public static final ColumnPlace FIRST = new ColumnPlace(null);

    public static ColumnPlace after(String column) {
        return new ColumnPlace(column);
    }

    /** Where a column of a table stands; the table must have it. */
    static ColumnPlace of(Table table, String column) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        int place = names.indexOf(column);
        return place <= 0 ? FIRST : after(names.get(place - 1));
    }

    /** Whether a column of a table stands here. */
    public boolean isOf(Table table, String column) {
        return table.column(column).isPresent() && of(table, column).equals(this);
    }

    /** The table with a column here, whether it had it or not; at the end where there is no column to follow. */
    Table in(Table table, Column column) {
        List<Column> columns = new ArrayList<>(table.columns());
        columns.removeIf(other -> other.name().equals(column.name()));
        int place = after == null ? 0 : columns.size();
        for (int index = 0; index < columns.size(); index++) {
            if (columns.get(index).name().equals(after)) {
                place = index + 1;
            }
        }
        columns.add(place, column);
        return table.withColumns(columns);
    }

    /** {@code FIRST} or {@code AFTER} the quoted name, as databases say it that can. */
    public String sql(UnaryOperator<String> quoting) {
        return after == null ? "FIRST" : "AFTER " + quoting.apply(after);
    }
}
