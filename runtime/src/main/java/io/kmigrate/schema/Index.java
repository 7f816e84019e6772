package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An index. Unique constraints are not indexes here, though databases keep them as such.
 *
 * @param nullsNotDistinct a unique index takes one null alone; PostgreSQL 15 and later
 * @param where the predicate of a partial index, SQL text
 * @param method access method such as {@code gin}; null: the database's own
 * @param include columns stored in the index without being searched
 * @param options a dialect's name to what follows the columns there, such as {@code postgresql} to
 *     {@code WITH (fillfactor=70)}
 */
@API(status = STABLE, since = "0.1")
public record Index(
        String name,
        List<IndexColumn> columns,
        boolean unique,
        boolean nullsNotDistinct,
        @Nullable String where,
        @Nullable String method,
        List<String> include,
        Map<String, String> options) {
    public Index {
        columns = List.copyOf(columns);
        include = List.copyOf(include);
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** One without options. */
    public Index(
            String name,
            List<IndexColumn> columns,
            boolean unique,
            boolean nullsNotDistinct,
            @Nullable String where,
            @Nullable String method,
            List<String> include) {
        this(name, columns, unique, nullsNotDistinct, where, method, include, Map.of());
    }

    /** A plain index over named columns. */
    public static Index of(String name, String... columns) {
        return of(name, Arrays.stream(columns).map(IndexColumn::column).toList());
    }

    /** A plain index. */
    public static Index of(String name, List<IndexColumn> columns) {
        return new Index(name, columns, false, false, null, null, List.of());
    }

    public Index withName(String newName) {
        return new Index(newName, columns, unique, nullsNotDistinct, where, method, include, options);
    }

    public Index withUnique(boolean isUnique) {
        return new Index(name, columns, isUnique, nullsNotDistinct, where, method, include, options);
    }

    public Index withNullsNotDistinct(boolean isNullsNotDistinct) {
        return new Index(name, columns, unique, isNullsNotDistinct, where, method, include, options);
    }

    public Index withColumns(List<IndexColumn> newColumns) {
        return new Index(name, newColumns, unique, nullsNotDistinct, where, method, include, options);
    }

    public Index withWhere(@Nullable String predicate) {
        return new Index(name, columns, unique, nullsNotDistinct, predicate, method, include, options);
    }

    public Index withMethod(@Nullable String newMethod) {
        return new Index(name, columns, unique, nullsNotDistinct, where, newMethod, include, options);
    }

    public Index withInclude(List<String> included) {
        return new Index(name, columns, unique, nullsNotDistinct, where, method, included, options);
    }

    public Index withOptions(Map<String, String> newOptions) {
        return new Index(name, columns, unique, nullsNotDistinct, where, method, include, newOptions);
    }
}
