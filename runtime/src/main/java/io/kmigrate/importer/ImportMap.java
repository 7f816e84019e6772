package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.file.BoundedFile;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.revision.MigrationSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Which script stands for what of another tool: a file beside the scripts, by which a database is taken over.
 *
 * @param tool empty where nothing was imported
 * @param origins by revision
 * @param scripts of objects that follow their text, by name
 */
@API(status = INTERNAL, since = "0.1")
public record ImportMap(String tool, Map<String, Origin> origins, Map<String, Objects> scripts) {
    /** The name of the file. */
    public static final String NAME = "import-map.json";

    private static final String SCRIPTS = "repeatable";
    private static final String CHECKSUMS = "objects";

    public ImportMap {
        origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
        scripts = Collections.unmodifiableMap(new LinkedHashMap<>(scripts));
    }

    /** One of revisions alone. */
    public ImportMap(String tool, Map<String, Origin> origins) {
        this(tool, origins, Map.of());
    }

    /**
     * What a script of objects stands for.
     *
     * @param checksums of its objects as they were imported, by key: a script can be edited before a database is taken over
     */
    public record Objects(Origin origin, Map<String, String> checksums) {
        public Objects {
            checksums = Collections.unmodifiableMap(new TreeMap<>(checksums));
        }
    }

    /**
     * The map in a file; an empty one where there is none.
     *
     * @throws MigrationException when it cannot be read
     */
    public static ImportMap read(Path file) {
        if (!Files.exists(file)) {
            return new ImportMap("", Map.of());
        }
        try {
            String text = new String(BoundedFile.read(file, BoundedFile.LARGEST_TEXT), StandardCharsets.UTF_8);
            List<Object> documents = YamlReader.documents(text, file.toString());
            return of(documents.isEmpty() ? "" : documents.get(0));
        } catch (IOException failed) {
            throw new MigrationException(
                    ImportMessages.unreadable(file.toString(), BoundedFile.reason(failed)), failed);
        }
    }

    /** The maps beside some scripts, in one; an empty one where there is none. */
    public static ImportMap beside(MigrationSource source) {
        String tool = "";
        Map<String, Origin> origins = new LinkedHashMap<>();
        Map<String, Objects> scripts = new LinkedHashMap<>();
        for (String text : source.textsBeside(NAME)) {
            List<Object> documents = YamlReader.documents(text, NAME);
            ImportMap found = of(documents.isEmpty() ? "" : documents.get(0));
            tool = found.tool();
            origins.putAll(found.origins());
            scripts.putAll(found.scripts());
        }
        return new ImportMap(tool, origins, scripts);
    }

    private static ImportMap of(Object document) {
        Map<String, Origin> origins = new LinkedHashMap<>();
        map(map(document).get("revisions")).forEach((id, entry) -> origins.put(id, origin(map(entry))));
        Map<String, Objects> scripts = new LinkedHashMap<>();
        map(map(document).get(SCRIPTS))
                .forEach((name, entry) -> scripts.put(
                        name, new Objects(origin(map(entry)), strings(map(entry).get(CHECKSUMS)))));
        return new ImportMap(text(map(document), "tool"), origins, scripts);
    }

    private static Origin origin(Map<String, Object> facts) {
        return new Origin(
                text(facts, "file"),
                text(facts, "key"),
                text(facts, "checksum"),
                strings(facts.get("databases")),
                texts(facts.get("environments")));
    }

    private static Map<String, String> strings(@Nullable Object value) {
        Map<String, String> strings = new LinkedHashMap<>();
        map(value).forEach((name, text) -> strings.put(name, String.valueOf(text)));
        return strings;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static String text(Map<String, Object> facts, String name) {
        return String.valueOf(facts.getOrDefault(name, ""));
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /**
     * With the scripts of a history.
     *
     * @param checksums of the objects, by script and key
     */
    public ImportMap with(ImportedHistory history, Map<String, Map<String, String>> checksums) {
        Map<String, Origin> all = new LinkedHashMap<>(origins);
        history.revisions().forEach(revision -> all.put(revision.id(), revision.origin()));
        Map<String, Objects> objects = new LinkedHashMap<>(scripts);
        history.scripts()
                .forEach(script -> objects.put(
                        script.name(), new Objects(script.origin(), checksums.getOrDefault(script.name(), Map.of()))));
        return new ImportMap(history.tool(), all, objects);
    }

    /** The revision that stands for a thing of the tool, whose file may be named from another folder. */
    Optional<String> id(Origin origin) {
        return origins.entrySet().stream()
                .filter(entry -> !origin.key().isEmpty()
                        && entry.getValue().key().equals(origin.key())
                        && isSameFile(entry.getValue().file(), origin.file()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether the text of the thing is another one; not known, and false, without a checksum of the same databases. */
    boolean isEdited(String id, Origin now) {
        return isOther(origins.get(id), now);
    }

    /** The same of a script of objects. */
    boolean isEdited(ImportedScript script) {
        Objects known = scripts.get(script.name());
        return known != null && isOther(known.origin(), script.origin());
    }

    private static boolean isOther(@Nullable Origin known, Origin now) {
        return known != null
                && !known.checksum().isEmpty()
                && !now.checksum().isEmpty()
                && known.databases().isEmpty()
                && now.databases().isEmpty()
                && !known.checksum().equals(now.checksum());
    }

    private static boolean isSameFile(String one, String other) {
        return ("/" + one).endsWith("/" + other) || ("/" + other).endsWith("/" + one);
    }

    /** With revisions that were written for the tool. */
    public ImportMap with(String exportedTo, Map<String, Origin> exported) {
        return with(exportedTo, exported, Map.of());
    }

    /** With revisions and scripts of objects that were written for the tool. */
    public ImportMap with(String exportedTo, Map<String, Origin> exported, Map<String, Objects> objects) {
        Map<String, Origin> all = new LinkedHashMap<>(origins);
        all.putAll(exported);
        Map<String, Objects> allObjects = new LinkedHashMap<>(scripts);
        allObjects.putAll(objects);
        return new ImportMap(exportedTo, all, allObjects);
    }

    /** As the file holds it. */
    public String text() {
        Map<String, String> revisions = new LinkedHashMap<>();
        origins.forEach((id, origin) -> revisions.put(id, facts(origin)));
        Map<String, String> objects = new LinkedHashMap<>();
        scripts.forEach((name, script) -> objects.put(
                name, facts(script.origin()) + ", " + quoted(CHECKSUMS) + ": { " + texts(script.checksums()) + " }"));
        String parts = part("revisions", revisions) + (objects.isEmpty() ? "" : ",\n" + part(SCRIPTS, objects));
        return "{\n  \"tool\": %s,\n%s\n}\n".formatted(quoted(tool), parts);
    }

    private static String part(String word, Map<String, String> lines) {
        return lines.entrySet().stream()
                .map(entry -> "    %s: { %s }".formatted(quoted(entry.getKey()), entry.getValue()))
                .collect(Collectors.joining(",\n", "  %s: {\n".formatted(quoted(word)), "\n  }"));
    }

    private static String texts(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String facts(Origin origin) {
        String facts = "\"file\": %s, \"key\": %s, \"checksum\": %s"
                .formatted(quoted(origin.file()), quoted(origin.key()), quoted(origin.checksum()));
        if (!origin.databases().isEmpty()) {
            facts += ", \"databases\": { " + texts(origin.databases()) + " }";
        }
        if (!origin.environments().isEmpty()) {
            facts += origin.environments().stream()
                    .map(ImportMap::quoted)
                    .collect(Collectors.joining(", ", ", \"environments\": [", "]"));
        }
        return facts;
    }

    /** Revisions that the other tool may have left out on a database. */
    public Set<String> optional(String dialect) {
        return origins.entrySet().stream()
                .filter(entry -> entry.getValue().isOptional(dialect))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static String quoted(String text) {
        StringBuilder result = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char current = text.charAt(at);
            if (current == '"' || current == '\\') {
                result.append('\\').append(current);
            } else if (current < ' ') {
                result.append("\\u%04x".formatted((int) current));
            } else {
                result.append(current);
            }
        }
        return result.append('"').toString();
    }
}
