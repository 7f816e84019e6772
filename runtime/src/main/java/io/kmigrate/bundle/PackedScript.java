package io.kmigrate.bundle;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.revision.Revision;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * A compiled script on its way into a bundle.
 *
 * @param revision its path begins with the name of its script folder, so that it is the same on every machine
 * @param mainClass the binary name of the script class
 * @param checksum that of the {@link io.kmigrate.revision.MigrationDigest} of what it was evaluated to
 * @param readsParameters whether that may depend on what {@code -x} gives: then it is not compared later
 * @param classes class files by binary name
 * @param files what the script read, by the name it says
 */
@API(status = INTERNAL, since = "0.1")
public record PackedScript(
        Revision revision,
        String mainClass,
        String checksum,
        boolean readsParameters,
        Map<String, byte[]> classes,
        Map<String, byte[]> files) {
    public PackedScript {
        classes = new TreeMap<>(classes);
        files = new TreeMap<>(files);
    }

    /**
     * With another message: what {@code -x} gives may be in it, and a jar goes to other places.
     *
     * @param hidden replaces secrets
     */
    public PackedScript withMessage(UnaryOperator<String> hidden) {
        Revision plain = new Revision(
                revision.id(),
                revision.parents(),
                revision.dependsOn(),
                revision.branchLabels(),
                hidden.apply(revision.message()),
                revision.path(),
                revision.fingerprint());
        return new PackedScript(plain, mainClass, checksum, readsParameters, classes, files);
    }
}
