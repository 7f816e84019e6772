package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.STABLE;

import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How far a backfill has come, told after each batch.
 *
 * @param name of the backfill
 * @param pass how often the table is gone through, this time included
 * @param rows that it went through in all
 * @param changed of these
 * @param skipped of these, because they failed
 * @param expected how many there are to go through, by statistics; null: not known
 * @param batchRows rows of the next batch
 * @param rowsPerSecond lately
 * @param waits what it waits for at the moment, such as a lock; null: nothing
 */
@API(status = STABLE, since = "0.1")
public record BackfillProgress(
        String name,
        int pass,
        long rows,
        long changed,
        long skipped,
        @Nullable Long expected,
        int batchRows,
        double rowsPerSecond,
        @Nullable String waits) {
    /** A century, in seconds: the estimate is wrong then. */
    private static final double LONGEST = 3.2e9;

    /** How long the rest takes at this speed, as far as that can be told. */
    public Optional<Duration> remaining() {
        if (expected == null || rowsPerSecond <= 0) {
            return Optional.empty();
        }
        double seconds = Math.max(0.0, (double) expected - rows) / rowsPerSecond;
        return seconds > LONGEST ? Optional.empty() : Optional.of(Duration.ofSeconds((long) Math.ceil(seconds)));
    }
}
