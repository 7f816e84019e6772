package io.kmigrate.expand;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Snapshot;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One of the revisions that take the place of another.
 *
 * @param message in a few words, what it does
 * @param before the schema it is run on
 * @param assertion why lint need not object to what it drops; null where it drops nothing
 */
@API(status = STABLE, since = "0.1")
public record ExpandedRevision(
        String message,
        Snapshot before,
        List<Operation> up,
        List<Operation> down,
        @Nullable String assertion) {
    public ExpandedRevision {
        up = List.copyOf(up);
        down = List.copyOf(down);
    }

    /** The schema behind it. */
    public Snapshot after() {
        Snapshot schema = before;
        for (Operation operation : up) {
            schema = operation.apply(schema);
        }
        return schema;
    }
}
