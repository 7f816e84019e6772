package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of numbers.
 *
 * @param start the first number
 * @param increment the step from one number to the next, not 0
 * @param minimum null: the database's own
 * @param maximum null: the database's own
 * @param cache how many numbers a session takes at once; null: the database's own
 * @param cycle starts again at the end, rather than failing
 */
@API(status = STABLE, since = "0.1")
public record Sequence(
        TableName name,
        long start,
        long increment,
        @Nullable Long minimum,
        @Nullable Long maximum,
        @Nullable Long cache,
        boolean cycle)
        implements SchemaObject {
    public Sequence {
        if (increment == 0) {
            throw new IllegalArgumentException("sequence " + name + " has steps of 0");
        }
    }

    /** 1, 2, 3 … */
    public static Sequence of(TableName name) {
        return new Sequence(name, 1, 1, null, null, null, false);
    }

    public Sequence withStart(long first) {
        return new Sequence(name, first, increment, minimum, maximum, cache, cycle);
    }

    public Sequence withIncrement(long step) {
        return new Sequence(name, start, step, minimum, maximum, cache, cycle);
    }

    public Sequence withCycle(boolean isCycle) {
        return new Sequence(name, start, increment, minimum, maximum, cache, isCycle);
    }

    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.sequence(this);
    }
}
