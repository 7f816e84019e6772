package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Problem;
import io.kmigrate.message.TargetMessages;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The moves a command makes, in order. Needs no script to be compiled: only the revisions named here will be.
 *
 * @param rowsBefore the version rows it starts from, as found
 * @param warnings what a user should know, though it stops nothing
 */
@API(status = INTERNAL, since = "0.1")
public record Route(List<String> rowsBefore, List<Move> moves, List<Problem> warnings) {
    public Route {
        rowsBefore = List.copyOf(rowsBefore);
        moves = List.copyOf(moves);
        warnings = List.copyOf(warnings);
    }

    public boolean isEmpty() {
        return moves.isEmpty();
    }

    /**
     * Refuses a route that leads somewhere.
     *
     * @throws NotUpToDateException naming the revisions on it
     */
    public void requireEmpty() {
        if (!isEmpty()) {
            throw new NotUpToDateException(
                    moves.stream().map(move -> move.revision().id()).toList(), TargetMessages.upgradeHeads());
        }
    }

    /** The version rows at the end, sorted; those found when there is nothing to do. */
    public List<String> rowsAfter() {
        return moves.isEmpty() ? rowsBefore : moves.get(moves.size() - 1).rowsAfter();
    }
}
