package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.importer.ImportMap.Objects;
import io.kmigrate.importer.ImportedRevision.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** Finds files of another tool by the objects that they make, where both tables are written. */
@API(status = INTERNAL, since = "0.1")
public record SideObjects(ImportMap map) {
    /**
     * A file of the other tool.
     *
     * @param checksums of all its objects as they were imported or exported, by key
     */
    public record File(Origin origin, Map<String, String> checksums) {
        /** Whether a database has all of its objects as the file makes them. */
        public boolean isWhole(Map<String, String> present) {
            return checksums.entrySet().stream()
                    .allMatch(object -> List.of(object.getValue().split(" ", -1))
                            .contains(present.getOrDefault(object.getKey(), "none")));
        }
    }

    /** Those that make one of these objects on a kind of database. */
    public List<File> of(Collection<String> keys, Dialect dialect) {
        Map<String, List<Objects>> files = new LinkedHashMap<>();
        for (Objects script : map.scripts().values()) {
            Origin origin = script.origin();
            if (origin.isFor(dialect.name())) {
                // A file of Liquibase has several things, and each has a key of its own.
                files.computeIfAbsent(origin.file() + " " + origin.key(), first -> new ArrayList<>())
                        .add(script);
            }
        }
        return files.values().stream()
                .map(SideObjects::file)
                .filter(file -> keys.stream().anyMatch(file.checksums()::containsKey))
                .toList();
    }

    private static File file(List<Objects> scripts) {
        Map<String, String> checksums = new TreeMap<>();
        scripts.forEach(script -> checksums.putAll(script.checksums()));
        return new File(scripts.get(0).origin(), checksums);
    }
}
