package io.kmigrate.history;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.VisibleText;
import io.kmigrate.revision.MigrationDigest;
import java.time.Duration;
import java.time.Instant;
import org.apiguardian.api.API;

/**
 * A step that commits several times, began, and has not ended.
 *
 * @param row the id of its row in the history
 * @param direction {@code up} or {@code down}
 * @param digest whose operations are those of the step, up or down
 * @param duration of the runs so far
 * @param operationsDone how many of the operations are done and stay done
 * @param isInFlight the operation after those has begun, and may be done or half done
 */
@API(status = STABLE, since = "0.1")
public record UnfinishedStep(
        long row,
        String revision,
        String direction,
        String message,
        MigrationDigest digest,
        Duration duration,
        int operationsDone,
        boolean isInFlight) {
    /** {@code id "message"}, or the id alone. */
    public String label() {
        return message.isEmpty() ? revision : revision + " \"" + VisibleText.line(message) + "\"";
    }

    /** Its row, once the step has ended without running on. */
    public HistoryEntry ended(StepOutcome outcome) {
        return new HistoryEntry(
                revision, direction, message, digest, null, Instant.EPOCH, duration, operationsDone, outcome);
    }
}
