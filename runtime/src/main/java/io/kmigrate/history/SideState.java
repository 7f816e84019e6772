package io.kmigrate.history;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * What a database has that another tool migrated.
 *
 * @param revisions those that are applied
 * @param scripts those of objects that follow their text, of which the database has the objects as they were imported
 */
@API(status = INTERNAL, since = "0.1")
public record SideState(List<String> revisions, List<Script> scripts) {
    public SideState {
        revisions = List.copyOf(revisions);
        scripts = List.copyOf(scripts);
    }

    /**
     * A script of objects.
     *
     * @param file its name below the folder of all
     * @param checksums of the objects as they were imported, by key: several with a blank between them, where each kind of
     *     database has a text of its own
     */
    public record Script(String file, Map<String, String> checksums) {
        public Script {
            checksums = Collections.unmodifiableMap(new TreeMap<>(checksums));
        }

        /** Whether an object is one of those that were imported. */
        public boolean has(String key, String checksum) {
            return List.of(checksums.getOrDefault(key, "").split(" ", -1)).contains(checksum);
        }

        /** Whether it is a script, whose name may begin with that of one of several folders. */
        public boolean isAt(String name) {
            return name.equals(file) || name.endsWith("/" + file);
        }
    }
}
