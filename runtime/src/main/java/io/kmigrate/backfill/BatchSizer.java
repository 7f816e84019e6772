package io.kmigrate.backfill;

import io.kmigrate.operation.Pace;
import java.time.Duration;

/** How many rows the next batch has, so that it takes as long as it should. */
final class BatchSizer {
    private static final int FIRST = 1000;

    /** A batch doubles at most: one that was quick by chance must not make the next one long. */
    private static final double MOST_GROWTH = 2;

    private final long wantedNanos;
    private final boolean isFixed;

    /** More rows than this are never in a batch. */
    private final int most;

    private int rows;

    BatchSizer(Pace pace, int most) {
        Integer fixed = pace.batchRows();
        this.wantedNanos = pace.batchTime().toNanos();
        this.isFixed = fixed != null;
        this.most = fixed == null ? most : fixed;
        this.rows = fixed == null ? Math.min(FIRST, most) : fixed;
    }

    int rows() {
        return rows;
    }

    /** A batch was done. One with fewer rows than it could have had tells nothing. */
    void took(long batchRows, Duration time) {
        if (batchRows < rows) {
            return;
        }
        double factor = isFixed ? MOST_GROWTH : (double) wantedNanos / Math.max(1, time.toNanos());
        double bounded = Math.max(0.5, Math.min(MOST_GROWTH, factor));
        rows = (int) Math.max(1, Math.min(most, Math.round(rows * bounded)));
    }

    /** Others held what a batch wanted: a smaller one needs less, and holds it for less time. */
    void conflict() {
        rows = Math.max(1, rows / 2);
    }
}
