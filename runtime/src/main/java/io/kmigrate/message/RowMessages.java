package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;

/** Rows that keep an operation from being done; each sentence begins with their number. */
@API(status = INTERNAL, since = "0.1")
public final class RowMessages {
    private RowMessages() {}

    /** Before {@code operation}, in a few words. {@code rows}: with their number. */
    public static Problem inTheWay(String label, int number, int count, String operation, String rows) {
        return Problem.of(
                ErrorCode.ROWS_IN_THE_WAY,
                "revision %s stopped before operation %d of %d, %s: %s"
                        .formatted(label, number, count, operation, rows),
                new Fix(
                        "correct or remove these rows, then run the same command again",
                        "correct or remove these rows, then run the migrator again"));
    }

    /** {@code what}: one of the sentences below. */
    public static String counted(long rows, String what) {
        return rows + " " + what;
    }

    public static String nulls(String table, String column) {
        return "rows of %s have no %s".formatted(table, column);
    }

    public static String duplicates(String table, List<String> values) {
        return "values of (%s) are in several rows of %s".formatted(String.join(", ", values), table);
    }

    public static String orphans(String table, String parent) {
        return "rows of %s refer to no row of %s".formatted(table, parent);
    }

    public static String failing(String table, String condition) {
        return "rows of %s do not fulfil (%s)".formatted(table, condition);
    }

    public static String unfit(String table, String column) {
        return "rows of %s have a value in %s that does not fit into its new type".formatted(table, column);
    }
}
