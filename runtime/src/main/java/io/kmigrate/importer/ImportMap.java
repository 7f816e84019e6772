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
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Which revision stands for what of another tool: a file beside the scripts, by which a database is taken over.
 *
 * @param tool empty where nothing was imported
 * @param origins by revision
 */
@API(status = INTERNAL, since = "0.1")
public record ImportMap(String tool, Map<String, Origin> origins) {
    /** The name of the file. */
    public static final String NAME = "import-map.json";

    public ImportMap {
        origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
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
        for (String text : source.textsBeside(NAME)) {
            List<Object> documents = YamlReader.documents(text, NAME);
            ImportMap found = of(documents.isEmpty() ? "" : documents.get(0));
            tool = found.tool();
            origins.putAll(found.origins());
        }
        return new ImportMap(tool, origins);
    }

    private static ImportMap of(Object document) {
        Map<String, Origin> origins = new LinkedHashMap<>();
        map(map(document).get("revisions")).forEach((id, entry) -> {
            Map<String, Object> facts = map(entry);
            Map<String, String> databases = new LinkedHashMap<>();
            map(facts.get("databases")).forEach((name, checksum) -> databases.put(name, String.valueOf(checksum)));
            origins.put(
                    id,
                    new Origin(
                            text(facts, "file"),
                            text(facts, "key"),
                            text(facts, "checksum"),
                            databases,
                            texts(facts.get("environments"))));
        });
        return new ImportMap(text(map(document), "tool"), origins);
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

    /** With the revisions of a history. */
    public ImportMap with(ImportedHistory history) {
        Map<String, Origin> all = new LinkedHashMap<>(origins);
        history.revisions().forEach(revision -> all.put(revision.id(), revision.origin()));
        return new ImportMap(history.tool(), all);
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
        Origin known = origins.get(id);
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
        Map<String, Origin> all = new LinkedHashMap<>(origins);
        all.putAll(exported);
        return new ImportMap(exportedTo, all);
    }

    /** As the file holds it. */
    public String text() {
        return origins.entrySet().stream()
                .map(entry -> "    %s: { %s }".formatted(quoted(entry.getKey()), facts(entry.getValue())))
                .collect(Collectors.joining(
                        ",\n", "{\n  \"tool\": %s,\n  \"revisions\": {\n".formatted(quoted(tool)), "\n  }\n}\n"));
    }

    private static String facts(Origin origin) {
        String facts = "\"file\": %s, \"key\": %s, \"checksum\": %s"
                .formatted(quoted(origin.file()), quoted(origin.key()), quoted(origin.checksum()));
        if (!origin.databases().isEmpty()) {
            facts += origin.databases().entrySet().stream()
                    .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                    .collect(Collectors.joining(", ", ", \"databases\": { ", " }"));
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
