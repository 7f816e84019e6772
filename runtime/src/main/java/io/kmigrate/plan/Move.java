package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.revision.Revision;
import java.util.List;
import org.apiguardian.api.API;

/**
 * One revision applied or taken back.
 *
 * @param rowsAfter the version rows once it is done, sorted
 */
@API(status = INTERNAL, since = "0.1")
public record Move(Revision revision, Direction direction, List<String> rowsAfter) {
    public Move {
        rowsAfter = List.copyOf(rowsAfter);
    }
}
