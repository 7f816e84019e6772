package io.kmigrate.sql;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of a table: columns whose values belong to one row. Names are in small letters, because text may write them in
 * any case.
 *
 * @param isKnown whether the table is; otherwise each column may be a key
 * @param counted columns of whole numbers
 */
record TableKeys(boolean isKnown, List<List<String>> keys, Set<String> columns, Set<String> counted) {
    static TableKeys of(Optional<Table> known, List<String> rowNames) {
        if (known.isEmpty()) {
            return new TableKeys(false, List.of(), Set.of(), Set.of());
        }
        Table table = known.get();
        List<List<String>> keys = new ArrayList<>();
        Optional.ofNullable(table.primaryKey()).map(PrimaryKey::columns).ifPresent(keys::add);
        table.uniqueConstraints().stream().map(UniqueConstraint::columns).forEach(keys::add);
        table.indexes().stream()
                .filter(TableKeys::isKey)
                .map(index -> index.columns().stream().map(IndexColumn::text).toList())
                .forEach(keys::add);
        rowNames.stream()
                .filter(name -> table.column(name).isEmpty())
                .map(List::of)
                .forEach(keys::add);
        Set<String> columns = new HashSet<>();
        Set<String> counted = new HashSet<>(rowNames);
        for (Column column : table.columns()) {
            columns.add(lower(column.name()));
            if (column.type() instanceof IntegerType) {
                counted.add(lower(column.name()));
            }
        }
        List<List<String>> lower = keys.stream()
                .map(key -> key.stream().map(TableKeys::lower).toList())
                .toList();
        return new TableKeys(true, lower, columns, counted);
    }

    private static boolean isKey(Index index) {
        return index.unique()
                && index.where() == null
                && index.columns().stream().noneMatch(IndexColumn::expression);
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** How many rows have such values at most. */
    long most(Map<String, KeyRange> ranges) {
        List<List<String>> asked =
                isKnown ? keys : ranges.keySet().stream().map(List::of).toList();
        return asked.stream().mapToLong(key -> most(key, ranges)).min().orElse(KeyRange.UNLIMITED);
    }

    private long most(List<String> key, Map<String, KeyRange> ranges) {
        long most = 1;
        for (String column : key) {
            KeyRange range = ranges.getOrDefault(column, KeyRange.ANY);
            most = KeyRange.times(most, range.most(!isKnown || counted.contains(column)));
        }
        return most;
    }
}
