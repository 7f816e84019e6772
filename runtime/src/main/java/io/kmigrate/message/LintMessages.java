package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Problem;
import org.apiguardian.api.API;

/** What is found out before operations run. */
@API(status = INTERNAL, since = "0.1")
public final class LintMessages {
    private LintMessages() {}

    public static Problem noSizes() {
        return Problem.of(
                ErrorCode.NO_TABLE_SIZES,
                "the database does not tell how large its tables are: each counts as large",
                "let the database user read the statistics of tables");
    }
}
