package io.kmigrate.bundle;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A bundle cannot be written where it was asked for. What was there is as it was, unless writing failed. */
public final class BundleNotWrittenException extends MigrationException {
    private BundleNotWrittenException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }

    static BundleNotWrittenException exists(Path file) {
        return new BundleNotWrittenException(
                new Problem(
                        ErrorCode.BUNDLE_EXISTS,
                        "it is there already, and it is another one",
                        Location.of(file.toString()),
                        "write over it with --force, or name another place with -o"),
                null);
    }

    static BundleNotWrittenException failed(Path file, IOException failed) {
        return new BundleNotWrittenException(
                new Problem(
                        ErrorCode.CANNOT_WRITE,
                        "the bundle cannot be written: " + failed,
                        Location.of(file.toString()),
                        "check the folder's permissions"),
                failed);
    }
}
