package io.kmigrate.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a condition as far as it compares columns of one table with values of the text. All else may be true of any row.
 *
 * @param names what the table is called where its columns follow a point
 */
record ConditionRows(TableKeys keys, List<String> names) {
    /** Words that are values. */
    private static final Set<String> VALUES = Set.of(
            "true",
            "false",
            "null",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "date",
            "time",
            "timestamp",
            "interval");

    /** Signs that make a word a parameter, or the name of a type. */
    private static final Set<String> MARKS = Set.of(":", "@", "$");

    /** How many rows a condition leaves at most. */
    long most(SqlTokens condition) {
        long sum = 0;
        for (SqlTokens alternative : cut(condition.copy(), "OR")) {
            sum = KeyRange.plus(sum, together(alternative));
        }
        return sum;
    }

    private long together(SqlTokens alternative) {
        Map<String, KeyRange> ranges = new HashMap<>();
        long most = collect(alternative, ranges);
        return Math.min(most, keys.most(ranges));
    }

    /** Notes what holds of columns, and says how many rows are left by what is not about a column. */
    private long collect(SqlTokens alternative, Map<String, KeyRange> ranges) {
        long most = KeyRange.UNLIMITED;
        for (SqlTokens part : cut(alternative, "AND")) {
            SqlTokens inner = part.copy().parenthesis();
            boolean isGroup = part.sees("(") && isEndBehindParenthesis(part.copy());
            if (isGroup && inner.has("OR")) {
                most = Math.min(most, most(inner));
            } else if (isGroup) {
                most = Math.min(most, collect(inner, ranges));
            } else {
                most = Math.min(most, rowsOf(part.copy()));
                compare(part, ranges);
            }
        }
        return most;
    }

    private static boolean isEndBehindParenthesis(SqlTokens part) {
        part.parenthesis();
        return part.isEnd();
    }

    /** Cut at a word outside of parentheses; the AND of a BETWEEN joins nothing. */
    private static List<SqlTokens> cut(SqlTokens words, String word) {
        List<SqlTokens> parts = new ArrayList<>();
        while (!words.isEnd()) {
            parts.add(words.cut(word));
            words.pass(word);
        }
        return parts;
    }

    /** The row of a cursor, and Oracle's count of rows. */
    private static long rowsOf(SqlTokens part) {
        if (part.pass("CURRENT OF")) {
            return 1;
        }
        boolean isCount = part.pass("ROWNUM") && (part.pass("< =") || part.pass("<") || part.pass("="));
        return isCount ? part.number().orElse(KeyRange.UNLIMITED) : KeyRange.UNLIMITED;
    }

    private void compare(SqlTokens part, Map<String, KeyRange> ranges) {
        SqlTokens forward = part.copy();
        String column = column(forward);
        KeyRange range = column.isEmpty() ? null : range(forward);
        if (range == null) {
            SqlTokens backward = part.copy();
            SqlTokens value = backward.before("=", "<", ">");
            String sign = sign(backward);
            column = column(backward);
            boolean isReversed = !column.isEmpty() && backward.isEnd() && isValue(value);
            range = isReversed ? range(mirrored(sign), value) : null;
        }
        if (range != null) {
            ranges.merge(column, range, KeyRange::and);
        }
    }

    /** Its name, if it is one of the table; empty otherwise. */
    private String column(SqlTokens words) {
        List<String> path = new ArrayList<>();
        do {
            path.add(words.name());
        } while (words.pass("."));
        String column = path.get(path.size() - 1);
        boolean isOfTable =
                path.size() == 1 || names.stream().anyMatch(name -> name.equalsIgnoreCase(path.get(path.size() - 2)));
        return isOfTable ? TableKeys.lower(column) : "";
    }

    private @Nullable KeyRange range(SqlTokens words) {
        if (words.pass("IN")) {
            SqlTokens list = words.parenthesis();
            return words.isEnd() ? in(list) : null;
        }
        if (words.pass("BETWEEN")) {
            SqlTokens low = words.before("AND");
            words.pass("AND");
            return isValue(low) && isValue(words)
                    ? KeyRange.above(number(low)).and(KeyRange.below(number(words)))
                    : null;
        }
        String sign = sign(words);
        return isValue(words) ? range(sign, words) : null;
    }

    private @Nullable KeyRange in(SqlTokens list) {
        if (list.sees("SELECT")) {
            long limit = RowLimit.of(list.copy());
            return limit == KeyRange.UNLIMITED ? null : KeyRange.values(limit);
        }
        List<SqlTokens> values = list.parts();
        return !values.isEmpty() && values.stream().allMatch(this::isValue) ? KeyRange.values(values.size()) : null;
    }

    private static @Nullable KeyRange range(String sign, SqlTokens value) {
        return switch (sign) {
            case "=", "==", "<=>" -> KeyRange.values(1);
            case "<", "<=" -> KeyRange.below(number(value));
            case ">", ">=" -> KeyRange.above(number(value));
            default -> null;
        };
    }

    /** The signs of a comparison, which the scanner has one by one. */
    private static String sign(SqlTokens words) {
        StringBuilder sign = new StringBuilder();
        while (words.seesAny("=", "<", ">")) {
            sign.append(words.next());
            words.skip();
        }
        return sign.toString();
    }

    private static String mirrored(String sign) {
        return switch (sign) {
            case "<" -> ">";
            case "<=" -> ">=";
            case ">" -> "<";
            case ">=" -> "<=";
            default -> sign;
        };
    }

    private static @Nullable BigDecimal number(SqlTokens value) {
        SqlTokens words = value.copy();
        BigDecimal number = words.decimal().orElse(null);
        return words.isEnd() ? number : null;
    }

    /** Whether it is the same for every row, as far as its words tell. */
    private boolean isValue(SqlTokens value) {
        SqlTokens words = value.copy();
        boolean isMarked = false;
        boolean isValue = !words.isEnd();
        while (isValue && !words.isEnd()) {
            String next = words.next();
            if (words.sees("(")) {
                SqlTokens inner = words.parenthesis();
                isValue = !inner.contains("SELECT") && !inner.names(keys.columns());
                continue;
            }
            boolean isWord = words.seesName() && !Character.isDigit(next.charAt(0));
            isValue = !isWord || isMarked || words.seesBehind("(") || VALUES.contains(TableKeys.lower(next));
            isMarked = MARKS.contains(next);
            words.skip();
        }
        return isValue;
    }
}
