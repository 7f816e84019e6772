package io.kmigrate.bundle;

import static org.apiguardian.api.API.Status.MAINTAINED;

import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * What the index of a bundle says of one script.
 *
 * @param mainClass the binary name of the script class
 * @param checksum of the upgrade operations it was evaluated to
 * @param readsParameters whether that may depend on the parameters of a run
 * @param classes binary names
 * @param files entries by the name the script says
 */
@API(status = MAINTAINED, since = "0.1")
public record BundledScript(
        Revision revision,
        String mainClass,
        String checksum,
        boolean readsParameters,
        List<String> classes,
        Map<String, String> files) {
    public BundledScript {
        classes = List.copyOf(classes);
        files = new TreeMap<>(files);
    }

    /** The entry of one of its classes. */
    public static String classEntry(String binaryName) {
        return "classes/" + binaryName.replace('.', '/') + ".class";
    }
}
