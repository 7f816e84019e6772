package io.kmigrate.compare;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/** A database can be adopted by the first revision only: those before it would make its tables again. */
public final class NotFirstException extends MigrationException {
    public NotFirstException(List<String> revisions, String where) {
        super(Problem.of(
                "not-first",
                where + " already: " + String.join(", ", revisions),
                "adopt a database before there are revisions; later changes come from the model, or by hand"));
    }
}
