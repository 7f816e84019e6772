package io.kmigrate.history;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.VisibleText;
import io.kmigrate.revision.MigrationDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
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
 * @param decided of operations with a guard, by their 0-based place: whether they run
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
        boolean isInFlight,
        Map<Integer, Boolean> decided) {
    public UnfinishedStep {
        decided = Map.copyOf(decided);
    }

    /** {@code id "message"}, or the id alone. */
    public String label() {
        return message.isEmpty() ? revision : revision + " \"" + VisibleText.line(message) + "\"";
    }

    /** The same with an operation in flight, behind as many that are done. */
    public UnfinishedStep inFlightAt(int done) {
        return new UnfinishedStep(row, revision, direction, message, digest, duration, done, true, decided);
    }

    /** Its row, once the step has ended without running on. */
    public HistoryEntry ended(StepOutcome outcome) {
        return new HistoryEntry(
                revision, direction, message, digest, null, Instant.EPOCH, duration, operationsDone, outcome);
    }

    /** What was decided of the operations that have begun. Those behind them may be others by now. */
    public Map<Integer, Boolean> decisions() {
        int begun = operationsDone + (isInFlight ? 1 : 0);
        Map<Integer, Boolean> result = new TreeMap<>(decided);
        result.keySet().removeIf(place -> place >= begun);
        return result;
    }
}
