package io.kmigrate.bundle;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.nio.file.Files;
import java.nio.file.Path;

/** There is no bundle where one was looked for. */
public final class NoBundleException extends MigrationException {
    private NoBundleException(Problem problem) {
        super(problem);
    }

    static NoBundleException onClassPath(String name) {
        return new NoBundleException(Problem.of(
                ErrorCode.NO_BUNDLE,
                "there is no bundle \"" + name + "\" on the class path",
                "let the build make it with `migrate bundle"
                        + (name.equals(Bundle.NAME) ? "" : " --as " + name)
                        + " -o FOLDER`, where FOLDER holds the application's classes"));
    }

    static NoBundleException in(Path file) {
        return new NoBundleException(new Problem(
                ErrorCode.NO_BUNDLE,
                Files.exists(file) ? "there is no bundle in it" : "there is no such file",
                Location.of(file.toString()),
                "make one with `migrate bundle -o " + file + "`"));
    }
}
