package io.kmigrate.bundle;

import static org.apiguardian.api.API.Status.STABLE;

import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * Where a bundle is written.
 *
 * @param name tells the bundle from others on one class path; {@link Bundle#NAME} unless there are some
 * @param target a jar to write, or a folder of classes to write into
 * @param existing what happens to another file at that place
 * @param forNativeImage whether the classes also stand where a native image finds them when it is built: it can load
 *     none later
 */
@API(status = STABLE, since = "0.1")
public record BundleOptions(String name, Path target, Existing existing, boolean forNativeImage) {
    /** What happens to a file that is there already. A bundle with the same content is always rewritten. */
    public enum Existing {
        REFUSE,
        REPLACE
    }

    /** A bundle for a Java virtual machine. */
    public BundleOptions(String name, Path target, Existing existing) {
        this(name, target, existing, false);
    }

    /** A bundle with the default name, which replaces no other file. */
    public static BundleOptions of(Path target) {
        return new BundleOptions(Bundle.NAME, target, Existing.REFUSE);
    }

    /** The same under another name. */
    public BundleOptions named(String value) {
        return new BundleOptions(value, target, existing, forNativeImage);
    }

    /** The same, replacing what is there. */
    public BundleOptions replacing() {
        return new BundleOptions(name, target, Existing.REPLACE, forNativeImage);
    }

    /** The same for an application that is built as a native image of GraalVM. */
    public BundleOptions withNativeImage() {
        return new BundleOptions(name, target, existing, true);
    }
}
