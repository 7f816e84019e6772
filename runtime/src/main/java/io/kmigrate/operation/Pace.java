package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a backfill goes about its work: none of it changes what the work is, so that a script may change it at any time.
 *
 * @param batchTime how long a batch is to take: batches grow and shrink to hold it
 * @param batchRows rows of every batch; null: as many as the time allows
 * @param pause between two batches
 * @param throttle what it waits for before each batch
 * @param passes how often the table is gone through at most, until no row is left that the condition holds for
 * @param workers connections that share the rows, where the database can; each has a checkpoint of its own
 * @param skips how many rows may fail and be left out; 0: the first that fails stops it
 */
@API(status = STABLE, since = "0.1")
public record Pace(
        Duration batchTime,
        @Nullable Integer batchRows,
        Duration pause,
        Throttle throttle,
        int passes,
        int skips,
        int workers) {
    /** Half a second a batch, without a pause; one pass by one worker; no row may fail. */
    public static final Pace DEFAULT = new Pace(Duration.ofMillis(500), null, Duration.ZERO, Throttle.NONE, 1, 0, 1);

    public Pace withBatchTime(Duration time) {
        return new Pace(time, batchRows, pause, throttle, passes, skips, workers);
    }

    public Pace withBatchRows(@Nullable Integer rows) {
        return new Pace(batchTime, rows, pause, throttle, passes, skips, workers);
    }

    public Pace withPause(Duration between) {
        return new Pace(batchTime, batchRows, between, throttle, passes, skips, workers);
    }

    public Pace withPasses(int most) {
        return new Pace(batchTime, batchRows, pause, throttle, most, skips, workers);
    }

    public Pace withSkips(int most) {
        return new Pace(batchTime, batchRows, pause, throttle, passes, most, workers);
    }

    public Pace withThrottle(Throttle other) {
        return new Pace(batchTime, batchRows, pause, other, passes, skips, workers);
    }

    public Pace withWorkers(int connections) {
        return new Pace(batchTime, batchRows, pause, throttle, passes, skips, connections);
    }
}
