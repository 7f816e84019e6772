package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * A whole schema at one moment: replayed from operations, or read from a catalog. Immutable.
 */
@API(status = STABLE, since = "0.1")
public final class Snapshot {
    private static final Snapshot EMPTY = new Snapshot(new TreeMap<>(), new TreeMap<>(), false);

    private final SortedMap<TableName, Table> tables;
    private final SortedMap<Key, SchemaObject> objects;
    private final boolean uncertain;

    private Snapshot(SortedMap<TableName, Table> tables, SortedMap<Key, SchemaObject> objects, boolean uncertain) {
        this.tables = tables;
        this.objects = objects;
        this.uncertain = uncertain;
    }

    /** The kind and the name, by which an object is found. */
    private record Key(String kind, String name) implements Comparable<Key> {
        static Key of(Class<? extends SchemaObject> kind, TableName name) {
            return new Key(kind.getSimpleName(), name.toString());
        }

        static Key of(StoredProgram.Id program) {
            return new Key("StoredProgram", program.toString());
        }

        static Key of(SchemaObject object) {
            return object instanceof StoredProgram program ? of(program.id()) : of(object.getClass(), object.name());
        }

        @Override
        public int compareTo(Key other) {
            int order = kind.compareTo(other.kind);
            return order == 0 ? name.compareTo(other.name) : order;
        }
    }

    /** No tables, and nothing unknown. */
    public static Snapshot empty() {
        return EMPTY;
    }

    public static Snapshot of(Collection<Table> tables) {
        return of(tables, List.of());
    }

    public static Snapshot of(Collection<Table> tables, Collection<? extends SchemaObject> objects) {
        TreeMap<TableName, Table> byName = new TreeMap<>();
        tables.forEach(table -> byName.put(table.name(), table));
        TreeMap<Key, SchemaObject> byKey = new TreeMap<>();
        objects.forEach(object -> byKey.put(Key.of(object), object));
        return new Snapshot(byName, byKey, false);
    }

    /** In the order of their names. */
    public Collection<Table> tables() {
        return Collections.unmodifiableCollection(tables.values());
    }

    public Optional<Table> table(TableName name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** All but the tables: sequences, views and so on, each kind in the order of its names. */
    public Collection<SchemaObject> objects() {
        return Collections.unmodifiableCollection(objects.values());
    }

    /** The function, procedure or trigger. */
    public Optional<StoredProgram> program(StoredProgram.Id id) {
        return Optional.ofNullable(objects.get(Key.of(id))).map(StoredProgram.class::cast);
    }

    /** The object of this kind and name; of any kind but {@link StoredProgram}. */
    public <T extends SchemaObject> Optional<T> object(Class<T> kind, TableName name) {
        return Optional.ofNullable(objects.get(Key.of(kind, name))).map(kind::cast);
    }

    /** True after an opaque step: the database may hold more, or other, than this snapshot knows. */
    public boolean isUncertain() {
        return uncertain;
    }

    public Snapshot with(Table table) {
        TreeMap<TableName, Table> copy = new TreeMap<>(tables);
        copy.put(table.name(), table);
        return new Snapshot(copy, objects, uncertain);
    }

    public Snapshot without(TableName name) {
        TreeMap<TableName, Table> copy = new TreeMap<>(tables);
        copy.remove(name);
        return new Snapshot(copy, objects, uncertain);
    }

    public Snapshot with(SchemaObject object) {
        TreeMap<Key, SchemaObject> copy = new TreeMap<>(objects);
        copy.put(Key.of(object), object);
        return new Snapshot(tables, copy, uncertain);
    }

    public Snapshot without(Class<? extends SchemaObject> kind, TableName name) {
        TreeMap<Key, SchemaObject> copy = new TreeMap<>(objects);
        copy.remove(Key.of(kind, name));
        return new Snapshot(tables, copy, uncertain);
    }

    public Snapshot without(StoredProgram.Id program) {
        TreeMap<Key, SchemaObject> copy = new TreeMap<>(objects);
        copy.remove(Key.of(program));
        return new Snapshot(tables, copy, uncertain);
    }

    /** The same schema, but no longer known to be all. */
    public Snapshot asUncertain() {
        return uncertain ? this : new Snapshot(tables, objects, true);
    }

    /** The same schema, taken for all there is. */
    public Snapshot asCertain() {
        return uncertain ? new Snapshot(tables, objects, false) : this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot snapshot
                && tables.equals(snapshot.tables)
                && objects.equals(snapshot.objects)
                && uncertain == snapshot.uncertain;
    }

    @Override
    public int hashCode() {
        return tables.hashCode() * 31 + objects.hashCode();
    }

    @Override
    public String toString() {
        return "Snapshot" + tables.values() + objects.values() + (uncertain ? " and what opaque steps made" : "");
    }
}
