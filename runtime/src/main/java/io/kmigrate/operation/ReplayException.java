package io.kmigrate.operation;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** An operation that does not fit the schema its revision starts from. Found with no database. */
public final class ReplayException extends MigrationException {
    public ReplayException(Problem problem) {
        super(problem);
    }
}
