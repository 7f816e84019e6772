package io.kmigrate.importer.alembic;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what the recorder is told: maps, lists, texts and truth values. */
final class Json {
    private static final int FIRST_PRINTABLE = 0x20;

    private Json() {}

    /** One line. */
    static String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> quoted(String.valueOf(entry.getKey())) + ": " + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(Json::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String string ? quoted(string) : String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder result = new StringBuilder("\"");
        text.chars().forEach(each -> {
            if (each < FIRST_PRINTABLE) {
                result.append("\\u%04x".formatted(each));
            } else {
                result.append(each == '"' || each == '\\' ? "\\" : "").append((char) each);
            }
        });
        return result.append('"').toString();
    }
}
