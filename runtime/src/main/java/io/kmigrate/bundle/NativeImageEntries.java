package io.kmigrate.bundle;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a native image of GraalVM needs beside a bundle: it loads no class at run time, so the classes of the scripts
 * are also on its class path, and its metadata names those that are created by reflection.
 */
final class NativeImageEntries {
    private static final String CLASSES = "classes/";

    private NativeImageEntries() {}

    /** Entries of the class path. */
    static Map<String, byte[]> of(String bundle, List<String> mainClasses, Map<String, byte[]> entries) {
        Map<String, byte[]> found = new TreeMap<>();
        entries.forEach((name, bytes) -> {
            if (name.startsWith(CLASSES)) {
                found.put(name.substring(CLASSES.length()), bytes);
            }
        });
        found.put(
                "META-INF/native-image/io.kmigrate.bundle/" + bundle + "/reachability-metadata.json",
                metadata(mainClasses).getBytes(StandardCharsets.UTF_8));
        return found;
    }

    private static String metadata(List<String> mainClasses) {
        return mainClasses.stream()
                .map(name -> "    { \"type\": \"" + name + "\", \"allPublicConstructors\": true }")
                .sorted()
                .collect(Collectors.joining(",\n", "{\n  \"reflection\": [\n", "\n  ]\n}\n"));
    }
}
