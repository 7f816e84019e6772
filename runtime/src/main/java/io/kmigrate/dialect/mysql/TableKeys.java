package io.kmigrate.dialect.mysql;

import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that a table's foreign keys lean on. InnoDB wants an index that begins with a foreign key's
 * columns: it makes one where there is none, drops that silently when a user's own can take its place, and
 * refuses to drop the last one.
 */
final class TableKeys {
    /** Names that InnoDB gives a foreign key; its index is then called like the first column. */
    private static final String UNNAMED = ".*_ibfk_\\d+";

    private final Table table;
    private final List<Key> keys;

    private TableKeys(Table table, List<Key> keys) {
        this.table = table;
        this.keys = keys;
    }

    /** An index, with an empty text for a part that is no whole column. */
    record Key(String name, List<String> columns) {
        Key {
            columns = List.copyOf(columns);
        }

        boolean carries(ForeignKey key) {
            return columns.size() >= key.columns().size()
                    && columns.subList(0, key.columns().size()).equals(key.columns());
        }
    }

    /** Those that the database shows, or else those that the table must have. */
    static TableKeys of(Table table, Optional<TableText> text) {
        return new TableKeys(table, text.map(TableText::keys).orElseGet(() -> expected(table)));
    }

    private static List<Key> expected(Table table) {
        List<Key> keys = new ArrayList<>();
        if (table.primaryKey() != null) {
            keys.add(new Key("PRIMARY", table.primaryKey().columns()));
        }
        table.uniqueConstraints().forEach(unique -> keys.add(new Key(String.valueOf(unique.name()), unique.columns())));
        table.indexes().stream()
                .filter(index -> index.method() == null)
                .forEach(index -> keys.add(new Key(index.name(), columns(index))));
        for (ForeignKey key : table.foreignKeys()) {
            if (keys.stream().noneMatch(existing -> existing.carries(key))) {
                keys.add(new Key(String.valueOf(key.name()), key.columns()));
            }
        }
        return keys;
    }

    private static List<String> columns(Index index) {
        return index.columns().stream()
                .map(part -> part.expression() || part.length() != null ? "" : part.text())
                .toList();
    }

    /** True for an index that InnoDB made for a foreign key, as far as its name and columns can tell. */
    static boolean isOfForeignKey(Index index, Table table) {
        boolean plain = !index.unique()
                && index.method() == null
                && index.columns().stream().noneMatch(IndexColumn::descending);
        Key key = new Key(index.name(), columns(index));
        return plain && table.foreignKeys().stream().anyMatch(foreign -> isMadeFor(foreign, key));
    }

    private static boolean isMadeFor(ForeignKey foreign, Key key) {
        String name = String.valueOf(foreign.name());
        String first = foreign.columns().get(0);
        return key.columns().equals(foreign.columns())
                && (key.name().equals(name)
                        || (name.matches(UNNAMED)
                                && key.name().replaceFirst("_\\d+$", "").equals(first)));
    }

    /** The index that InnoDB made for a foreign key, if there is one. */
    Optional<Key> madeFor(ForeignKey foreign) {
        return keys.stream().filter(key -> isMadeFor(foreign, key)).findFirst();
    }

    /** True where the column is the first of a key. */
    boolean beginWith(String column) {
        return keys.stream().anyMatch(key -> key.columns().get(0).equals(column));
    }

    /** The foreign keys that would have no index left without the one called {@code name}. */
    List<ForeignKey> leaningOn(String name) {
        return table.foreignKeys().stream()
                .filter(foreign -> keys.stream().anyMatch(key -> key.name().equals(name) && key.carries(foreign)))
                .filter(foreign -> keys.stream().noneMatch(key -> !key.name().equals(name) && key.carries(foreign)))
                .toList();
    }
}
