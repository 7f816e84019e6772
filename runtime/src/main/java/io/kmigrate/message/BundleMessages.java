package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.Problem;
import java.util.Collection;
import org.apiguardian.api.API;

/** Bundles of compiled scripts that are missing, damaged or cannot be written. */
@API(status = INTERNAL, since = "0.1")
public final class BundleMessages {
    private BundleMessages() {}

    /** {@code isDefault}: whether a bundle has that name that is given none. */
    public static Problem notOnClassPath(String name, boolean isDefault) {
        return Problem.of(
                ErrorCode.NO_BUNDLE,
                "there is no bundle \"%s\" on the class path".formatted(name),
                "let the build create it with `migrate bundle%s -o FOLDER`, where FOLDER holds the application's classes"
                        .formatted(isDefault ? "" : " --as " + name));
    }

    public static Problem noBundleIn(String file) {
        return noBundle(file, "there is no bundle in it", "--force ");
    }

    public static Problem noBundleFile(String file) {
        return noBundle(file, "there is no such file", "");
    }

    /** {@code force}: the option that replaces a file which exists. */
    private static Problem noBundle(String file, String message, String force) {
        return Problem.of(
                        ErrorCode.NO_BUNDLE,
                        message,
                        new Fix(
                                "create one with `migrate bundle %s-o %s`".formatted(force, file),
                                "create one with Migrator.bundle(…), or with `migrate bundle` in the build"))
                .at(Location.of(file));
    }

    public static Problem severalOnClassPath(String name, Collection<String> places) {
        return Problem.of(
                ErrorCode.AMBIGUOUS_BUNDLE,
                "several bundles \"%s\" on the class path differ: %s".formatted(name, String.join(", ", places)),
                new Fix(
                        "leave one on the class path, or give each a name with `migrate bundle --as NAME`",
                        "leave one on the class path, or give each a name in BundleOptions"));
    }

    public static Problem severalIn(String file, Collection<String> names) {
        return Problem.of(
                        ErrorCode.AMBIGUOUS_BUNDLE,
                        "the file holds several bundles: " + String.join(", ", names),
                        "name a jar that holds one")
                .at(Location.of(file));
    }

    public static Problem damagedIndex(String place) {
        return damaged(place, "the bundle's index has changed since it was created");
    }

    public static Problem unreadable(String place, String reason) {
        return damaged(place, "the bundle cannot be read: " + reason);
    }

    public static Problem missingEntry(String place, String entry) {
        return damaged(place, "the bundle lacks its entry " + entry);
    }

    public static Problem changedEntry(String place, String entry) {
        return damaged(place, "the bundle's entry %s has changed since it was created".formatted(entry));
    }

    /** {@code name}: of a class that the index takes for a script. */
    public static Problem foreignClass(String place, String name) {
        return damaged(place, "the bundle's class %s is no script of it".formatted(name));
    }

    /** A reason why a bundle cannot be read. */
    public static String tooLarge(String entry, long most) {
        return "its entry %s is larger than %,d bytes, the most that fits into this process's memory"
                .formatted(entry, most);
    }

    /** A reason why a bundle cannot be read. */
    public static String noJar(String reason) {
        return "it is no jar: " + reason;
    }

    private static Problem damaged(String place, String message) {
        return Problem.of(
                        ErrorCode.DAMAGED_BUNDLE,
                        message,
                        "create the bundle again; keep resource filters, relocations and minimizers of the build away"
                                + " from META-INF/kmigrate/")
                .at(Location.of(place));
    }

    public static Problem unknownFormat(String place, String format, int known) {
        return Problem.of(
                        ErrorCode.UNKNOWN_BUNDLE_FORMAT,
                        "the bundle has format %s, and this Kmigrate reads format %d".formatted(format, known),
                        "create the bundle and run it with the same version of Kmigrate")
                .at(Location.of(place));
    }

    public static Problem illegalName(String name) {
        return Problem.of(
                ErrorCode.ILLEGAL_BUNDLE_NAME,
                "a bundle cannot be named \"%s\"".formatted(name),
                "use letters, digits, \".\", \"_\" and \"-\"");
    }

    public static Problem otherFile(String file) {
        return Problem.of(
                        ErrorCode.BUNDLE_EXISTS,
                        "the file exists already, and it is another bundle",
                        new Fix(
                                "replace it with `--force`, or name another file with `-o`",
                                "allow BundleOptions to replace it, or name another target"))
                .at(Location.of(file));
    }

    public static Problem notWritten(String file, String reason) {
        return Problem.of(
                        ErrorCode.CANNOT_WRITE,
                        "the bundle cannot be written: " + reason,
                        "check the permissions of the folder")
                .at(Location.of(file));
    }

    public static Problem noScripts() {
        return Problem.of(
                ErrorCode.NOTHING_TO_BUNDLE,
                "there are no scripts to bundle",
                new Fix(
                        "name the folder of your migrations in the setting scripts",
                        "name the folder of your migrations with scripts(…)"));
    }

    public static Problem noFolders() {
        return Problem.of(
                ErrorCode.NOTHING_TO_BUNDLE,
                "a bundle is created from script folders only",
                "name folders of *.migration.kts scripts, and no jar");
    }
}
