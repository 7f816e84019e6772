package io.kmigrate.plan;

import io.kmigrate.revision.Revision;
import java.util.List;

/**
 * One revision applied or taken back.
 *
 * @param rowsAfter the version rows once it is done, sorted
 */
public record Move(Revision revision, Direction direction, List<String> rowsAfter) {
    public Move {
        rowsAfter = List.copyOf(rowsAfter);
    }
}
