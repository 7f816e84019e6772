package io.kmigrate.bundle;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.nio.file.Path;
import java.util.Collection;

/** There are several bundles, and nothing says which one is meant. */
public final class AmbiguousBundleException extends MigrationException {
    private AmbiguousBundleException(Problem problem) {
        super(problem);
    }

    static AmbiguousBundleException onClassPath(String name, Collection<String> places) {
        return new AmbiguousBundleException(Problem.of(
                ErrorCode.AMBIGUOUS_BUNDLE,
                "several bundles \"%s\" that differ are on the class path: %s"
                        .formatted(name, String.join(", ", places)),
                "leave one on the class path, or name them apart with `migrate bundle --as NAME`"));
    }

    static AmbiguousBundleException in(Path file, Collection<String> names) {
        return new AmbiguousBundleException(new Problem(
                ErrorCode.AMBIGUOUS_BUNDLE,
                "several bundles are in it: " + String.join(", ", names),
                Location.of(file.toString()),
                "name a jar that holds one"));
    }
}
