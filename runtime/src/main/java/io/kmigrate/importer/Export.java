package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.importer.ImportedRevision.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Revisions and objects as files of another tool.
 *
 * @param files texts by path
 * @param changed files that are there and get more text, by path
 * @param origins what the tool calls the revisions, by revision
 * @param scripts what it calls objects that follow their text, by script
 * @param remarks what a person has to do or to know, a sentence each
 */
@API(status = INTERNAL, since = "0.1")
public record Export(
        Map<String, String> files,
        Map<String, String> changed,
        Map<String, Origin> origins,
        Map<String, ImportMap.Objects> scripts,
        List<String> remarks) {
    /** Of revisions alone. */
    public Export(
            Map<String, String> files, Map<String, String> changed, Map<String, Origin> origins, List<String> remarks) {
        this(files, changed, origins, Map.of(), remarks);
    }

    public Export {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        changed = Collections.unmodifiableMap(new LinkedHashMap<>(changed));
        origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
        scripts = Collections.unmodifiableMap(new LinkedHashMap<>(scripts));
        remarks = List.copyOf(remarks);
    }
}
