package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;

/** Histories of other tools that cannot be imported or taken over. */
@API(status = INTERNAL, since = "0.1")
public final class ImportMessages {
    private ImportMessages() {}

    public static Problem unreadable(String file, String reason) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "the file %s cannot be imported: %s".formatted(file, reason),
                "correct the file, or leave its folder out");
    }

    public static Problem noFolder(String folder) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "the folder %s does not exist".formatted(folder),
                "name the folder of the other tool's migrations");
    }

    public static Problem nothingToImport(List<String> folders) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "no migration was found in %s".formatted(Words.list(folders)),
                "name the folder of the other tool's migrations");
    }

    /** A database to build in has tables. */
    public static Problem notEmpty() {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "a database of --prove has tables already",
                "name two empty databases, which only the proof uses");
    }

    public static Problem oldSqlFailed(String place, String reason) {
        return Problem.of(
                ErrorCode.IMPORT_DIFFERS,
                "the old SQL of %s fails: %s".formatted(place, reason),
                "name databases of the kind and version that the SQL is for");
    }

    /** Two files for one version. */
    public static Problem versionTwice(String version, String first, String second) {
        return Problem.of(
                ErrorCode.BAD_IMPORT,
                "version %s has two files: %s and %s".formatted(version, first, second),
                "name the folders of one database only");
    }
}
