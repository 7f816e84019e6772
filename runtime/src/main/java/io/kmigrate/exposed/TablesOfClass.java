package io.kmigrate.exposed;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jetbrains.exposed.v1.core.Alias;
import org.jetbrains.exposed.v1.core.Table;
import org.jspecify.annotations.Nullable;

/** The tables that a class declares: Kotlin objects, constants, and those of its nested classes. */
final class TablesOfClass {
    private final Set<Table> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Table> tables = new ArrayList<>();

    private TablesOfClass() {}

    /**
     * In the order in which the class declares them, each once.
     *
     * @param instance where its values are that are not static
     * @throws LinkageError when the class, or one it needs, cannot be loaded or initialised
     */
    static List<Table> find(Class<?> type, @Nullable Object instance) {
        TablesOfClass search = new TablesOfClass();
        search.search(type, instance);
        return search.tables;
    }

    private void search(Class<?> type, @Nullable Object instance) {
        for (Field field : type.getDeclaredFields()) {
            boolean isStatic = Modifier.isStatic(field.getModifiers());
            if (Table.class.isAssignableFrom(field.getType()) && (isStatic || instance != null)) {
                add(valueOf(field, isStatic ? null : instance));
            }
        }
        for (Class<?> nested : type.getDeclaredClasses()) {
            if (Table.class.isAssignableFrom(nested) || isReadable(nested)) {
                search(nested, null);
            }
        }
    }

    /** Whether the types of its fields and its nested classes can be had. */
    static boolean isReadable(Class<?> type) {
        try {
            return type.getDeclaredFields().length + type.getDeclaredClasses().length >= 0;
        } catch (NoClassDefFoundError missing) {
            return false;
        }
    }

    /** An alias is another name for a table, and a table to Exposed's classes. */
    private void add(@Nullable Object value) {
        if (value instanceof Table table && !(value instanceof Alias<?>) && seen.add(table)) {
            tables.add(table);
        }
    }

    private static @Nullable Object valueOf(Field field, @Nullable Object instance) {
        try {
            field.setAccessible(true);
            return field.get(instance);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("the field was made accessible", impossible);
        }
    }
}
