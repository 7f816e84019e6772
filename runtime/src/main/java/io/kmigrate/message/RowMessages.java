package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;

/** Rows that keep an operation from being done. */
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

    public static String nulls(long rows, String table, String column) {
        return "%s of %s %s no %s".formatted(row(rows), table, have(rows), column);
    }

    public static String duplicates(long values, String table, List<String> columns) {
        return "%s of (%s) %s in several rows of %s"
                .formatted(Words.count(values, "value"), Words.list(columns), values == 1 ? "is" : "are", table);
    }

    public static String orphans(long rows, String table, String parent) {
        return "%s of %s %s to no row of %s".formatted(row(rows), table, rows == 1 ? "refers" : "refer", parent);
    }

    public static String failing(long rows, String table, String condition) {
        return "%s of %s %s not fulfil (%s)".formatted(row(rows), table, rows == 1 ? "does" : "do", condition);
    }

    public static String unfit(long rows, String table, String column) {
        return "%s of %s %s a value in %s that does not fit into its new type"
                .formatted(row(rows), table, have(rows), column);
    }

    private static String row(long rows) {
        return Words.count(rows, "row");
    }

    private static String have(long rows) {
        return rows == 1 ? "has" : "have";
    }
}
