package io.kmigrate.importer.flyway;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.file.BoundedFile;
import io.kmigrate.importer.YamlReader;
import io.kmigrate.message.ImportMessages;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** Reads {@code flyway.conf}, {@code flyway.toml}, and what Spring's {@code application.yml} says of Flyway. */
@API(status = INTERNAL, since = "0.1")
public final class FlywaySettingsFile {
    private static final List<String> ROOTS = List.of("spring.flyway.", "flyway.");

    private FlywaySettingsFile() {}

    /**
     * Its settings by their names without {@code flyway.}.
     *
     * @throws MigrationException when it cannot be read
     */
    public static Map<String, String> read(Path file, String shown) {
        try {
            String text = new String(BoundedFile.read(file, BoundedFile.LARGEST_TEXT), StandardCharsets.UTF_8);
            return flyway(values(shown, text));
        } catch (IOException failed) {
            throw new MigrationException(ImportMessages.unreadable(shown, BoundedFile.reason(failed)), failed);
        }
    }

    private static Map<String, String> values(String name, String text) throws IOException {
        if (name.endsWith(".toml")) {
            return toml(text);
        }
        if (name.endsWith(".yml") || name.endsWith(".yaml")) {
            Map<String, String> flat = new LinkedHashMap<>();
            for (Object document : YamlReader.documents(text, name)) {
                flatten("", document, flat);
            }
            return flat;
        }
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> values = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }

    private static void flatten(String prefix, Object value, Map<String, String> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> flatten(prefix.isEmpty() ? "" + key : prefix + "." + key, inner, into));
        } else if (value instanceof List<?> list) {
            into.put(prefix, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
        } else {
            into.put(prefix, String.valueOf(value));
        }
    }

    /** Sections, and keys with a text, a number or a list of texts on one line or several. */
    private static Map<String, String> toml(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Deque<String> lines = new ArrayDeque<>(text.lines().toList());
        String section = "";
        while (!lines.isEmpty()) {
            String line = lines.poll().strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.replaceAll("[\\[\\]\"\\s]", "") + ".";
            } else if (!line.startsWith("#") && line.contains("=")) {
                StringBuilder value =
                        new StringBuilder(line.substring(line.indexOf('=') + 1).strip());
                while (value.toString().startsWith("[") && !value.toString().endsWith("]") && !lines.isEmpty()) {
                    value.append(lines.poll().strip());
                }
                values.put(
                        section
                                + line.substring(0, line.indexOf('='))
                                        .replace("\"", "")
                                        .strip(),
                        unquoted(value.toString()));
            }
        }
        return values;
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replace("\\\\", "\\").replace("\\\"", "\"")
                : value;
    }

    private static Map<String, String> flyway(Map<String, String> values) {
        Map<String, String> found = new LinkedHashMap<>();
        values.forEach((name, value) -> ROOTS.stream()
                .filter(name::startsWith)
                .findFirst()
                .ifPresent(root -> found.put(FlywaySettings.key(name.substring(root.length())), value)));
        return found;
    }
}
