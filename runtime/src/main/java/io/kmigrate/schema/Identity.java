package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How the database numbers the rows of a column: identity, serial, AUTO_INCREMENT.
 *
 * @param always an insert may not give a number of its own (PostgreSQL, Oracle, Db2); the others number only
 *     what an insert leaves out
 * @param start the first number
 * @param increment the step from one number to the next, not 0
 * @param serial PostgreSQL's older way, a default that asks a sequence of the column's own; the numbers are the same
 */
@API(status = STABLE, since = "0.1")
public record Identity(boolean always, long start, long increment, boolean serial) {
    private static final Identity STANDARD = new Identity(false, 1, 1);
    private static final Identity SERIAL = new Identity(false, 1, 1, true);

    public Identity {
        if (increment == 0) {
            throw new IllegalArgumentException("a column cannot number its rows in steps of 0");
        }
    }

    /** One that is no serial. */
    public Identity(boolean always, long start, long increment) {
        this(always, start, increment, false);
    }

    /** 1, 2, 3 …, unless an insert gives a number. */
    public static Identity standard() {
        return STANDARD;
    }

    /** The same, kept as PostgreSQL's serial. */
    public static Identity ofSerial() {
        return SERIAL;
    }

    /** 1, 2, 3 …, unless an insert gives a number, however that is kept. */
    public boolean isStandard() {
        return !always && start == 1 && increment == 1;
    }

    /** Whether both number rows alike, however that is kept; null numbers none. */
    public static boolean same(@Nullable Identity left, @Nullable Identity right) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        return left.always == right.always && left.start == right.start && left.increment == right.increment;
    }
}
