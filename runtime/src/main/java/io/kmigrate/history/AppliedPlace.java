package io.kmigrate.history;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What the history tells of the place of a revision that it says is applied.
 *
 * @param applied where it stood when it was applied or stamped; empty where an earlier version wrote the row
 * @param accepted where it stood when it was last applied, stamped or repaired; empty where that is not known
 */
@API(status = INTERNAL, since = "0.1")
public record AppliedPlace(Optional<RecordedPlace> applied, Optional<RecordedPlace> accepted) {
    static AppliedPlace at(Optional<RecordedPlace> place) {
        return new AppliedPlace(place, place);
    }

    /** The same, once its script was accepted with another place. */
    AppliedPlace accepting(Optional<RecordedPlace> place) {
        return new AppliedPlace(applied, place);
    }
}
