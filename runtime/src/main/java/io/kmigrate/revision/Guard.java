package io.kmigrate.revision;

import static org.apiguardian.api.API.Status.STABLE;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A condition of an operation that the database is asked about when it is the operation's turn.
 *
 * @param block tells the blocks of a script apart: the operations of one run together, or none of them
 * @param query an SQL query for one value; null: the operation runs where nothing is there that it makes, and each of
 *     the block is asked about by itself
 * @param expected the value with which the operations run: a number, a truth value, a text or null
 */
@API(status = STABLE, since = "0.1")
public record Guard(
        int block, @Nullable String query, @Nullable Object expected) {
    /** Of operations that run where what they make is missing. */
    public static Guard missing(int block) {
        return new Guard(block, null, null);
    }

    /** Whether the operations run when the query gave {@code actual}; databases know several forms of a value. */
    public boolean isMetBy(@Nullable Object actual) {
        if (expected == null || actual == null) {
            return expected == actual;
        }
        if (expected instanceof Boolean wanted) {
            return wanted.equals(actual) || isNumber(actual, wanted ? 1 : 0);
        }
        if (expected instanceof Number number) {
            return isNumber(actual, number);
        }
        return expected.toString().equals(actual.toString());
    }

    private static boolean isNumber(Object actual, Number expected) {
        Object number = actual instanceof Boolean truth ? (truth ? 1 : 0) : actual;
        return number instanceof Number
                && new BigDecimal(number.toString()).compareTo(new BigDecimal(expected.toString())) == 0;
    }

    /** The word of the script for it. */
    public String word() {
        return query == null ? "onlyIfMissing" : "onlyIf";
    }

    /** {@code onlyIf select count(*) from users = 0}, for people. */
    public String text() {
        return query == null ? word() : word() + " " + query.replaceAll("\\s+", " ") + " = " + expected;
    }

    /** What a description of an operation says of it. */
    Object described() {
        if (query == null) {
            return true;
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("query", query);
        result.put("equals", expected instanceof Number || expected instanceof Boolean ? expected : "" + expected);
        return result;
    }
}
