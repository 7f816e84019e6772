package io.kmigrate.bundle;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/** Scripts of a bundle say something else than when it was made. Nothing of them was run. */
public final class BundleMismatchException extends MigrationException {
    public BundleMismatchException(List<Problem> problems) {
        super(problems, null);
    }
}
