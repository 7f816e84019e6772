package io.kmigrate.sql;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column that a condition leaves.
 *
 * @param values how many, where they are named one by one; otherwise {@link #UNLIMITED}
 * @param low the end, where it is a number
 * @param high the end, where it is a number
 */
record KeyRange(
        long values,
        boolean hasLow,
        boolean hasHigh,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high) {
    static final long UNLIMITED = Long.MAX_VALUE;
    static final KeyRange ANY = new KeyRange(UNLIMITED, false, false, null, null);

    static KeyRange values(long count) {
        return new KeyRange(count, false, false, null, null);
    }

    /** @param low null where it is no number */
    static KeyRange above(@Nullable BigDecimal low) {
        return new KeyRange(UNLIMITED, true, false, low, null);
    }

    static KeyRange below(@Nullable BigDecimal high) {
        return new KeyRange(UNLIMITED, false, true, null, high);
    }

    /** What both leave. */
    KeyRange and(KeyRange other) {
        return new KeyRange(
                Math.min(values, other.values),
                hasLow || other.hasLow,
                hasHigh || other.hasHigh,
                low == null ? other.low : low,
                high == null ? other.high : high);
    }

    /**
     * How many values these are at most. A range with two ends is taken for a batch, where its values cannot be counted.
     *
     * @param isCounted whether only whole numbers are between the ends, and keys begin at 0
     */
    long most(boolean isCounted) {
        BigDecimal from = low == null && !hasLow && isCounted ? BigDecimal.ZERO : low;
        if (values < UNLIMITED || !hasHigh || (!hasLow && from == null)) {
            return values;
        }
        if (!isCounted || from == null || high == null) {
            return hasLow ? 1 : UNLIMITED;
        }
        BigDecimal width = high.subtract(from).add(BigDecimal.ONE).max(BigDecimal.ZERO);
        return width.compareTo(BigDecimal.valueOf(UNLIMITED)) >= 0 ? UNLIMITED : width.longValue();
    }

    static long times(long one, long other) {
        return one != 0 && other > UNLIMITED / one ? UNLIMITED : one * other;
    }

    static long plus(long one, long other) {
        return one > UNLIMITED - other ? UNLIMITED : one + other;
    }
}
