package io.kmigrate.schema;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index. Unique constraints are not indexes here, though databases keep them as such.
 *
 * @param where the predicate of a partial index, SQL text
 * @param method access method such as {@code gin}; null: the database's own
 * @param include columns stored in the index without being searched
 */
public record Index(
        String name,
        List<IndexColumn> columns,
        boolean unique,
        @Nullable String where,
        @Nullable String method,
        List<String> include) {
    public Index {
        columns = List.copyOf(columns);
        include = List.copyOf(include);
    }

    /** A plain index over named columns. */
    public static Index of(String name, String... columns) {
        return new Index(name, Arrays.stream(columns).map(IndexColumn::column).toList(), false, null, null, List.of());
    }

    public Index withUnique(boolean isUnique) {
        return new Index(name, columns, isUnique, where, method, include);
    }

    public Index withColumns(List<IndexColumn> newColumns) {
        return new Index(name, newColumns, unique, where, method, include);
    }

    public Index withWhere(@Nullable String predicate) {
        return new Index(name, columns, unique, predicate, method, include);
    }
}
