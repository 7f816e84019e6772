package io.kmigrate.plan;

/**
 * A revision that a run began and did not finish, so that it is half applied, or half undone.
 *
 * @param operations how many there are on its way
 * @param operationsDone how many of them are done and stay done
 * @param isInFlight whether the operation after those has begun, and may be done or half done
 */
public record UnfinishedRevision(
        String revision, String message, Direction direction, int operations, int operationsDone, boolean isInFlight) {}
