package io.kmigrate.bundle;

import static org.apiguardian.api.API.Status.MAINTAINED;

import io.kmigrate.repeatable.RepeatableFile;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What the index of a bundle says of one script of objects that follow their text.
 *
 * @param mainClass the binary name of the script class
 * @param classes binary names
 */
@API(status = MAINTAINED, since = "0.1")
public record BundledRepeatable(RepeatableFile file, String mainClass, List<String> classes) {
    public BundledRepeatable {
        classes = List.copyOf(classes);
    }
}
