package io.kmigrate.backfill;

import java.time.Duration;

/** How fast rows are done lately: a batch counts for less with each that follows. */
final class Speed {
    private static final double KEPT = 0.8;

    private double rows;
    private double seconds;

    void add(long more, Duration took) {
        rows = rows * KEPT + more;
        seconds = seconds * KEPT + took.toNanos() / 1e9;
    }

    double rowsPerSecond() {
        return seconds == 0 ? 0 : rows / seconds;
    }
}
