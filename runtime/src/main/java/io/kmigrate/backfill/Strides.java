package io.kmigrate.backfill;

import io.kmigrate.backfill.BatchWork.End;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a batch reaches where keys are whole numbers without large gaps: so many keys further, there cannot be more rows
 * than it may have. The last key of them takes one look into the index; to count rows takes a twentieth of a batch's time.
 */
final class Strides {
    /** From here on, numbers no longer fit into the types of keys. */
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final boolean isPossible;
    private final @Nullable List<Object> bound;
    private boolean isDense;

    /**
     * @param isPossible whether the key is one whole number, and a batch changes each of its rows
     * @param bound the key behind which nothing is done; null: there is no end
     */
    Strides(boolean isPossible, @Nullable List<Object> bound) {
        this.isPossible = isPossible && (bound == null || bound.get(0) instanceof BigDecimal);
        this.bound = bound;
    }

    /** A key up to which no more than so many rows follow {@code after}; empty where the database has to count. */
    Optional<List<Object>> next(@Nullable List<Object> after, int rows) {
        if (!isPossible || !isDense || after == null) {
            return Optional.empty();
        }
        BigDecimal last = number(after).add(BigDecimal.valueOf(rows));
        BigDecimal end = bound == null ? MOST : MOST.min(number(bound));
        return last.compareTo(end) > 0 ? Optional.empty() : Optional.of(List.of(last));
    }

    /** A batch was done whose rows the database has counted. SQLite takes texts where a column says number. */
    void found(@Nullable List<Object> after, End end) {
        isDense = after != null
                && after.get(0) instanceof BigDecimal first
                && end.key().get(0) instanceof BigDecimal last
                && isFull(end.rows(), last.subtract(first).min(MOST).longValue());
    }

    /** One was done that reached as far as {@link #next} said. */
    void passed(long found, int rows) {
        isDense = isFull(found, rows);
    }

    private static boolean isFull(long rows, long keys) {
        return rows >= keys / 2;
    }

    private static BigDecimal number(List<Object> key) {
        return (BigDecimal) key.get(0);
    }
}
