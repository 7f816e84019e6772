package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A column's name inside SQL text of a schema: checks, predicates, expressions. Databases rewrite it when the
 * column is renamed, so replay does too.
 */
@API(status = INTERNAL, since = "0.1")
public final class ColumnMention {
    /** Texts in quotes, names in double quotes, dollar-quoted text, names. Everything else is passed over. */
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(\\$\\w*\\$).*?\\1|[\\p{L}_][\\p{L}\\p{N}_$]*", Pattern.DOTALL);

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private ColumnMention() {}

    /** Whether {@code sql} mentions a column, or what has its name. */
    public static boolean isIn(String sql, String column) {
        return TOKEN.matcher(sql).results().anyMatch(token -> isMention(token.group(), column));
    }

    private static boolean isMention(String text, String column) {
        return text.startsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"").equals(column)
                : text.equalsIgnoreCase(column);
    }

    /** {@code sql} with every mention of a column under its new name. */
    static String renamed(String sql, String column, String newName) {
        return TOKEN.matcher(sql).replaceAll(token -> Matcher.quoteReplacement(renamed(token, column, newName)));
    }

    private static String renamed(MatchResult token, String column, String newName) {
        String text = token.group();
        if (!isMention(text, column)) {
            return text;
        }
        return !text.startsWith("\"") && PLAIN.matcher(newName).matches()
                ? newName
                : "\"" + newName.replace("\"", "\"\"") + "\"";
    }
}
