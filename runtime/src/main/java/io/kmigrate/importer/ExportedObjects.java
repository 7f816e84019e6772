package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.operation.Operation;
import io.kmigrate.repeatable.DeclaredObjects;
import io.kmigrate.repeatable.DeclaredRepeatable;
import io.kmigrate.repeatable.Repeatable;
import io.kmigrate.repeatable.RepeatableGraph;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.schema.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Objects that follow their text, on their way into one file of another tool, which runs it at each change.
 *
 * @param before what the tool calls them already; null where it does not know them
 * @param objects those of one file, in the order of a run
 */
@API(status = INTERNAL, since = "0.1")
public record ExportedObjects(@Nullable Origin before, List<DeclaredRepeatable> objects, Dialect dialect) {
    private static final String SUFFIX = ".repeatable.kts";

    public ExportedObjects {
        objects = List.copyOf(objects);
    }

    /**
     * What scripts declare for a kind of database.
     *
     * @param environment what {@code onlyIn} is compared with; null for none
     */
    public static List<DeclaredRepeatable> declared(
            MigrationSource source, Dialect dialect, @Nullable String environment) {
        return source.repeatables().files().isEmpty()
                ? List.of()
                : new DeclaredObjects(source.repeatables().load()).on(dialect.name(), environment);
    }

    /**
     * Those that the tool does not know, or knows with another text; each with all of its file.
     *
     * @param declared all that scripts declare for a kind of database
     */
    public static List<ExportedObjects> changed(List<DeclaredRepeatable> declared, ImportMap map, Dialect dialect) {
        return all(declared, map, dialect).stream()
                .filter(file -> !file.isKnown(map))
                .toList();
    }

    /** All of them, a file each. */
    public static List<ExportedObjects> all(List<DeclaredRepeatable> declared, ImportMap map, Dialect dialect) {
        Map<String, DeclaredRepeatable> byKey = new LinkedHashMap<>();
        declared.forEach(object -> byKey.put(object.object().key(), object));
        Map<String, List<DeclaredRepeatable>> files = new LinkedHashMap<>();
        List<Repeatable> ordered = new RepeatableGraph(
                        declared.stream().map(DeclaredRepeatable::object).toList())
                .order();
        for (Repeatable object : ordered) {
            DeclaredRepeatable own = Objects.requireNonNull(byKey.get(object.key()));
            Origin origin = origin(own, map);
            files.computeIfAbsent(origin == null ? own.file() : origin.file(), first -> new ArrayList<>())
                    .add(own);
        }
        return files.values().stream()
                .map(own -> new ExportedObjects(origin(own.get(0), map), own, dialect))
                .toList();
    }

    private static @Nullable Origin origin(DeclaredRepeatable object, ImportMap map) {
        ImportMap.Objects known = map.scripts().get(object.file());
        return known == null ? null : known.origin();
    }

    private boolean isKnown(ImportMap map) {
        return scripts().entrySet().stream().allMatch(script -> {
            ImportMap.Objects known = map.scripts().get(script.getKey());
            return known != null
                    && known.checksums().keySet().equals(script.getValue().keySet())
                    && script.getValue().entrySet().stream()
                            .allMatch(object -> List.of(known.checksums()
                                            .getOrDefault(object.getKey(), "")
                                            .split(" ", -1))
                                    .contains(object.getValue()));
        });
    }

    /** Checksums of the objects, by script and key. */
    public Map<String, Map<String, String>> scripts() {
        Map<String, Map<String, String>> scripts = new TreeMap<>();
        objects.forEach(object -> scripts.computeIfAbsent(object.file(), first -> new TreeMap<>())
                .put(object.object().key(), object.object().checksum()));
        return scripts;
    }

    /** As the map keeps them. */
    public Map<String, ImportMap.Objects> known(Origin origin) {
        Map<String, ImportMap.Objects> known = new TreeMap<>();
        scripts().forEach((script, checksums) -> known.put(script, new ImportMap.Objects(origin, checksums)));
        return known;
    }

    /** The keys of the objects. */
    public List<String> keys() {
        return objects.stream().map(object -> object.object().key()).toList();
    }

    /** The others among these that need an object of this file. */
    public List<ExportedObjects> users(List<ExportedObjects> all) {
        Set<String> users = new RepeatableGraph(all.stream()
                        .flatMap(file -> file.objects().stream())
                        .map(DeclaredRepeatable::object)
                        .toList())
                .withDependents(keys());
        return all.stream()
                .filter(file -> !file.equals(this) && file.keys().stream().anyMatch(users::contains))
                .toList();
    }

    /** The name of its script as a part of a file's name. */
    public String slug() {
        String script = objects.get(0).file();
        String stem = script.endsWith(SUFFIX) ? script.substring(0, script.length() - SUFFIX.length()) : script;
        return stem.replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", "");
    }

    /** What a reader of the file learns first. */
    public String title() {
        return "Kmigrate, " + String.join(", ", scripts().keySet());
    }

    /** What makes them, also where they are there. */
    public List<String> statements() {
        return objects.stream()
                .map(DeclaredRepeatable::object)
                .flatMap(object -> isSql(object) ? sql(object) : rendered(object.creation()))
                .toList();
    }

    /** What drops them, last first. */
    public List<String> removal() {
        List<String> statements = new ArrayList<>();
        for (DeclaredRepeatable object : objects) {
            object.object()
                    .removal()
                    .ifPresent(removal -> statements.addAll(0, rendered(removal).toList()));
        }
        return statements;
    }

    /** Keys of objects whose statement fails where they are there, because nothing drops them before. */
    public List<String> onlyOnce() {
        return objects.stream()
                .map(DeclaredRepeatable::object)
                .filter(object -> isSql(object) && !dropsBefore(object) && !isReplaced(object))
                .map(Repeatable::key)
                .toList();
    }

    private static boolean isSql(Repeatable object) {
        return object.kind() == Repeatable.Kind.SQL;
    }

    private Stream<String> sql(Repeatable object) {
        Stream<String> drop = dropsBefore(object) ? object.removal().stream().flatMap(this::rendered) : Stream.of();
        return Stream.concat(drop, rendered(object.creation()));
    }

    private static boolean dropsBefore(Repeatable object) {
        return String.valueOf(object.drop()).toLowerCase(Locale.ROOT).contains("if exists");
    }

    private static boolean isReplaced(Repeatable object) {
        String text = object.text().strip().toLowerCase(Locale.ROOT);
        return text.startsWith("create or ") || text.startsWith("comment ");
    }

    private Stream<String> rendered(Operation operation) {
        return dialect.render(operation, Catalog.of(Snapshot.empty())).stream();
    }
}
