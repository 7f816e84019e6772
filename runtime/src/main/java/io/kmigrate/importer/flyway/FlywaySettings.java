package io.kmigrate.importer.flyway;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.importer.flyway.FlywayFile.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Flyway's settings, by their names without {@code flyway.}: in small letters, without dashes. What is not set is as
 * Flyway has it.
 */
@API(status = INTERNAL, since = "0.1")
public record FlywaySettings(Map<String, String> values) {
    public FlywaySettings {
        values = Map.copyOf(values);
    }

    /** Nothing is set. */
    public static FlywaySettings standard() {
        return new FlywaySettings(Map.of());
    }

    /** These, and {@code over} before them. */
    public FlywaySettings with(Map<String, String> over) {
        Map<String, String> both = new LinkedHashMap<>(values);
        over.forEach((name, value) -> both.put(key(name), value));
        return new FlywaySettings(both);
    }

    /** The names of placeholders keep their case, all others have none. */
    static String key(String name) {
        String mark = "placeholders.";
        return name.toLowerCase(Locale.ROOT).startsWith(mark)
                ? mark + name.substring(mark.length())
                : name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private String get(String name, String standard) {
        return values.getOrDefault(key(name), standard);
    }

    /** Folders, without {@code filesystem:} and {@code classpath:}; none where it is not said. */
    public List<String> locations() {
        return list(get("locations", ""));
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.replaceAll("[\\[\\]\"]", "").split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    String prefix(Kind kind) {
        return switch (kind) {
            case VERSIONED -> get("sqlMigrationPrefix", "V");
            case UNDO -> get("undoSqlMigrationPrefix", "U");
            case BASELINE -> get("baselineMigrationPrefix", "B");
            case REPEATABLE -> get("repeatableSqlMigrationPrefix", "R");
        };
    }

    String separator() {
        return get("sqlMigrationSeparator", "__");
    }

    List<String> suffixes() {
        List<String> given = list(get("sqlMigrationSuffixes", ""));
        return given.isEmpty() ? List.of(".sql") : given;
    }

    /** The name of the history table. */
    public String table() {
        return get("table", "flyway_schema_history");
    }

    Charset encoding() {
        try {
            return Charset.forName(get("encoding", "UTF-8"));
        } catch (UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    boolean replacesPlaceholders() {
        return !get("placeholderReplacement", "true").equals("false");
    }

    boolean groups() {
        return get("executeInTransaction", "true").equals("true");
    }

    String placeholderPrefix() {
        return get("placeholderPrefix", "${");
    }

    String placeholderSuffix() {
        return get("placeholderSuffix", "}");
    }

    /** Values by name, which has no case. */
    Map<String, String> placeholders() {
        Map<String, String> found = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith("placeholders.")) {
                found.put(name.substring("placeholders.".length()).toLowerCase(Locale.ROOT), value);
            }
        });
        found.putIfAbsent("flyway:table", table());
        return found;
    }
}
