package io.kmigrate.execution;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A hook refused that version rows change without a run, or the database refused what a hook added. */
public final class StampFailedException extends MigrationException {
    StampFailedException(Problem problem, Exception cause) {
        super(problem, cause);
    }
}
