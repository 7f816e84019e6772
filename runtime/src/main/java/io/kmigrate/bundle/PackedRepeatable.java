package io.kmigrate.bundle;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.repeatable.RepeatableFile;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * A compiled script of objects that follow their text, on its way into a bundle.
 *
 * @param file its path begins with the name of its script folder, so that it is the same on every machine
 * @param mainClass the binary name of the script class
 * @param classes class files by binary name
 */
@API(status = INTERNAL, since = "0.1")
public record PackedRepeatable(RepeatableFile file, String mainClass, Map<String, byte[]> classes) {
    public PackedRepeatable {
        classes = new TreeMap<>(classes);
    }
}
