package io.kmigrate.diff;

import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tables so that each comes after those its foreign keys point at, as far as these are no circle. */
final class TableOrder {
    private final Map<TableName, Table> tables = new TreeMap<>();
    private final Set<TableName> entered = new HashSet<>();
    private final Set<TableName> ordered = new LinkedHashSet<>();

    private TableOrder(Collection<Table> tables) {
        tables.forEach(table -> this.tables.put(table.name(), table));
    }

    static List<Table> parentsFirst(Collection<Table> tables) {
        TableOrder order = new TableOrder(tables);
        order.tables.keySet().forEach(order::visit);
        return order.ordered.stream().map(order.tables::get).toList();
    }

    /** A stack of our own: keys may form a chain of any length. */
    private void visit(TableName first) {
        Deque<Visit> path = new ArrayDeque<>();
        enter(first, path);
        while (!path.isEmpty()) {
            Visit visit = path.peek();
            if (visit.parents().hasNext()) {
                enter(visit.parents().next(), path);
            } else {
                ordered.add(path.pop().name());
            }
        }
    }

    private void enter(TableName name, Deque<Visit> path) {
        Table table = tables.get(name);
        if (table != null && entered.add(name)) {
            path.push(new Visit(
                    name,
                    table.foreignKeys().stream()
                            .map(ForeignKey::referencedTable)
                            .sorted()
                            .iterator()));
        }
    }

    /** A table whose parents are visited first. */
    private record Visit(TableName name, Iterator<TableName> parents) {}

    /** The keys of {@code table} to tables that are among all and come later. */
    static List<ForeignKey> late(Table table, List<Table> all) {
        List<TableName> later = new ArrayList<>(all.subList(all.indexOf(table) + 1, all.size()).stream()
                .map(Table::name)
                .toList());
        return table.foreignKeys().stream()
                .filter(key -> later.contains(key.referencedTable()))
                .toList();
    }
}
