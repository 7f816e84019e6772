package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Sequence;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What changes about a sequence; null leaves a thing as it is.
 *
 * @param restart the next number
 */
@API(status = STABLE, since = "0.1")
public record SequenceChange(
        @Nullable Long restart,
        @Nullable Long increment,
        @Nullable Long minimum,
        @Nullable Long maximum,
        @Nullable Long cache,
        @Nullable Boolean cycle) {

    /** The sequence after the change. */
    Sequence applyTo(Sequence old) {
        return new Sequence(
                old.name(),
                old.start(),
                increment == null ? old.increment() : increment,
                minimum == null ? old.minimum() : minimum,
                maximum == null ? old.maximum() : maximum,
                cache == null ? old.cache() : cache,
                cycle == null ? old.cycle() : cycle);
    }

    /** A limit that was the database's own stays as it was set: there is no portable way to take it back. */
    SequenceChange inverse(Sequence old) {
        return new SequenceChange(
                null,
                increment == null ? null : (Long) old.increment(),
                minimum == null ? null : old.minimum(),
                maximum == null ? null : old.maximum(),
                cache == null ? null : old.cache(),
                cycle == null ? null : (Boolean) old.cycle());
    }
}
