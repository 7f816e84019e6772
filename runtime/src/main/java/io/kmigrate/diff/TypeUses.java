package io.kmigrate.diff;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The names of the types that columns have. */
final class TypeUses {
    private final Set<String> names = new HashSet<>();

    TypeUses(Collection<Table> tables) {
        tables.stream().flatMap(table -> table.columns().stream()).forEach(column -> names.add(name(column.type())));
    }

    /** In an array, the catalog has an enumeration as a type that we have no word for. */
    private static String name(ColumnType type) {
        ColumnType element = type.elementType();
        return element instanceof EnumType found ? found.name().toString() : element.toString();
    }

    boolean contains(TableName type) {
        return names.contains(type.toString());
    }

    /** One of each name. */
    static Collection<EnumType> enums(Collection<Table> tables) {
        SortedMap<TableName, EnumType> types = new TreeMap<>();
        tables.stream()
                .flatMap(table -> table.columns().stream())
                .map(column -> column.type().elementType())
                .filter(EnumType.class::isInstance)
                .map(EnumType.class::cast)
                .forEach(type -> types.put(type.name(), type));
        return types.values();
    }
}
