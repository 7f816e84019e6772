package io.kmigrate.compare;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/** A baseline can only be the first revision: those before it would create its tables again. */
public final class NotFirstException extends MigrationException {
    public NotFirstException(List<String> revisions, String where) {
        super(Problem.of(
                "not-first",
                where + " already: " + String.join(", ", revisions),
                "write a baseline before there are revisions; later changes come from the model, or by hand"));
    }
}
