package io.kmigrate.diff;

import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables that would be dropped, were they not referred to by tables that are left alone: a drop would fail,
 * and what is left alone is not ours to change.
 */
final class KeptTables {
    private final Map<TableName, Table> kept = new TreeMap<>();
    private final List<String> reasons = new ArrayList<>();

    /**
     * Finds them.
     *
     * @param dropped what would go
     * @param leftAlone the tables that stay for every wanted schema
     */
    KeptTables(Collection<Table> dropped, Collection<Table> leftAlone) {
        leftAlone.forEach(table -> keepTargets(table, dropped));
    }

    private void keepTargets(Table from, Collection<Table> dropped) {
        for (ForeignKey key : from.foreignKeys()) {
            for (Table table : dropped) {
                if (table.name().equals(key.referencedTable()) && kept.putIfAbsent(table.name(), table) == null) {
                    reasons.add(reason(table.name(), from.name(), key));
                    keepTargets(table, dropped);
                }
            }
        }
    }

    private static String reason(TableName table, TableName from, ForeignKey key) {
        return "table " + table + ", which the model does not have: " + refers(from, key)
                + "; to drop the table, drop the key first";
    }

    private static String refers(TableName from, ForeignKey key) {
        String name = key.name() == null ? "over " + String.join(", ", key.columns()) : key.name();
        return "foreign key " + name + " of " + from + ", which is left alone, refers to it";
    }

    Collection<Table> tables() {
        return kept.values();
    }

    /** A sentence each. */
    List<String> reasons() {
        return reasons;
    }
}
