package io.kmigrate.importer.alembic;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of the recording, by the names that the recorder gives. */
record Facts(Map<?, ?> map) {
    static Facts of(@Nullable Object value) {
        return new Facts(value instanceof Map<?, ?> map ? map : Map.of());
    }

    boolean has(String name) {
        return map.containsKey(name) && !"null".equals(map.get(name));
    }

    String text(String name) {
        Object value = map.get(name);
        return value == null ? "" : value.toString();
    }

    boolean is(String name) {
        return text(name).equals("true");
    }

    List<?> list(String name) {
        return map.get(name) instanceof List<?> list ? list : List.of();
    }

    List<String> texts(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }

    List<Facts> all(String name) {
        return list(name).stream().map(Facts::of).toList();
    }
}
