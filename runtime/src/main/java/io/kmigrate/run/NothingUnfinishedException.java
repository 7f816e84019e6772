package io.kmigrate.run;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/** A revision is not half done, so there is nothing to say about how it ended. */
public final class NothingUnfinishedException extends MigrationException {
    NothingUnfinishedException(String revision, List<String> unfinished) {
        super(Problem.of(
                "nothing-unfinished",
                "revision " + revision + " is not half done"
                        + (unfinished.isEmpty() ? ", nor is any other" : "; " + String.join(", ", unfinished) + " is"),
                "`migrate stamp` says where a database is that was changed by hand"));
    }
}
