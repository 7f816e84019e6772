package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows their values, a batch after the other along a key, each batch in a transaction of its own. Rows that have
 * theirs stay as they are, so that it can be done again.
 *
 * @param key columns that no two rows share and that are never null, in the order of their index
 * @param assignments what stands behind SET
 * @param condition which rows have no value yet
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record BatchedUpdate(Names names, TableName table, List<String> key, String assignments, String condition) {
    /** So few that a batch is over before somebody who waits for one of its rows minds. */
    public static final int ROWS = 2000;

    public BatchedUpdate {
        key = List.copyOf(key);
    }

    /**
     * Gives the key of the last row of the batch behind {@link #ROWS} minus one others; its parameters are those of
     * {@link #behind}.
     *
     * @param isFirst whether there is no batch before
     */
    public String end(boolean isFirst) {
        return "SELECT " + names.list(key) + " FROM " + names.quote(table)
                + (isFirst ? "" : " WHERE " + behind(true)) + " ORDER BY " + names.list(key)
                + " LIMIT 1 OFFSET " + (ROWS - 1);
    }

    /**
     * Fills a batch; its parameters are those of {@link #behind}, first for the start and then for the end.
     *
     * @param isLast whether there is no batch after it
     */
    public String batch(boolean isFirst, boolean isLast) {
        return "UPDATE " + names.quote(table) + " SET " + assignments + " WHERE " + condition
                + (isFirst ? "" : " AND " + behind(true)) + (isLast ? "" : " AND " + behind(false));
    }

    /** For people: what every batch does. */
    public String text() {
        String columns = key.size() == 1 ? names.list(key) : "(" + names.list(key) + ")";
        return "UPDATE " + names.quote(table) + " SET " + assignments + " WHERE " + condition + " AND " + columns
                + " > … AND " + columns + " <= …";
    }

    /**
     * The values of a key as the parameters of a condition: the first column, and then of each column those before it and
     * itself.
     */
    public static List<Object> parameters(List<Object> values) {
        List<Object> result = new ArrayList<>();
        result.add(values.get(0));
        for (int place = 0; place < values.size(); place++) {
            result.addAll(values.subList(0, place + 1));
        }
        return result;
    }

    /**
     * Whether a row stands behind a key or not. The first column is compared by itself, because no database finds an index
     * for the rest.
     */
    private String behind(boolean isBehind) {
        String sign = isBehind ? ">" : "<";
        String rows = IntStream.range(0, key.size())
                .mapToObj(place -> "("
                        + IntStream.range(0, place)
                                .mapToObj(before -> names.quote(key.get(before)) + " = ?")
                                .collect(Collectors.joining(" AND "))
                        + (place == 0 ? "" : " AND ") + names.quote(key.get(place)) + " " + sign
                        + (isBehind || place < key.size() - 1 ? "" : "=") + " ?)")
                .collect(Collectors.joining(" OR "));
        return names.quote(key.get(0)) + " " + sign + "= ? AND (" + rows + ")";
    }

    /** The primary key of a table; null where it has none. */
    public static @Nullable List<String> keyOf(Catalog catalog, TableName table) {
        return catalog.table(table)
                .map(found -> found.primaryKey() == null
                        ? List.<String>of()
                        : found.primaryKey().columns())
                .filter(columns -> !columns.isEmpty())
                .orElse(null);
    }
}
