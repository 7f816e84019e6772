package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Fix;
import org.apiguardian.api.API;

/**
 * A revision that a run began and did not finish, so that it is half applied, or half undone.
 *
 * @param operations how many there are on its way
 * @param operationsDone how many of them are done and stay done
 * @param isInFlight whether the operation after those has begun, and may be done or half done
 * @param continuation what it takes to continue, as the database is now
 */
@API(status = STABLE, since = "0.1")
public record UnfinishedRevision(
        String revision,
        String message,
        Direction direction,
        int operations,
        int operationsDone,
        boolean isInFlight,
        Continuation continuation) {
    /** What to do about it. */
    public Fix fix() {
        return continuation.fix(revision, operationsDone + 1);
    }
}
