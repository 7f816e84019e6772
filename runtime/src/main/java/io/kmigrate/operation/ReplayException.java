package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import org.apiguardian.api.API;

/** An operation that does not fit the schema its revision starts from. Found with no database. */
@API(status = STABLE, since = "0.1")
public final class ReplayException extends MigrationException {
    public ReplayException(Problem problem) {
        super(problem);
    }
}
