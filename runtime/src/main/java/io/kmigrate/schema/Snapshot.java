package io.kmigrate.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All tables at one moment: replayed from operations, or read from a catalog. Immutable.
 */
public final class Snapshot {
    private static final Snapshot EMPTY = new Snapshot(new TreeMap<>(), false);

    private final SortedMap<TableName, Table> tables;
    private final boolean uncertain;

    private Snapshot(SortedMap<TableName, Table> tables, boolean uncertain) {
        this.tables = tables;
        this.uncertain = uncertain;
    }

    /** No tables, and nothing unknown. */
    public static Snapshot empty() {
        return EMPTY;
    }

    public static Snapshot of(Collection<Table> tables) {
        TreeMap<TableName, Table> byName = new TreeMap<>();
        tables.forEach(table -> byName.put(table.name(), table));
        return new Snapshot(byName, false);
    }

    /** In the order of their names. */
    public Collection<Table> tables() {
        return Collections.unmodifiableCollection(tables.values());
    }

    public Optional<Table> table(TableName name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** True after an opaque step: the database may hold more, or other, than this snapshot knows. */
    public boolean isUncertain() {
        return uncertain;
    }

    public Snapshot with(Table table) {
        TreeMap<TableName, Table> copy = new TreeMap<>(tables);
        copy.put(table.name(), table);
        return new Snapshot(copy, uncertain);
    }

    public Snapshot without(TableName name) {
        TreeMap<TableName, Table> copy = new TreeMap<>(tables);
        copy.remove(name);
        return new Snapshot(copy, uncertain);
    }

    /** The same tables, but no longer known to be all. */
    public Snapshot asUncertain() {
        return uncertain ? this : new Snapshot(tables, true);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot snapshot && tables.equals(snapshot.tables) && uncertain == snapshot.uncertain;
    }

    @Override
    public int hashCode() {
        return Map.copyOf(tables).hashCode();
    }

    @Override
    public String toString() {
        return "Snapshot" + tables.values() + (uncertain ? " and what opaque steps made" : "");
    }
}
