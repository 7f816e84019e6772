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
    /** Texts in quotes, names in double quotes or backticks, dollar-quoted text, words. The rest is passed over. */
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\"|`(?:[^`]|``)*+`|(\\$\\w*\\$).*?\\1"
                    + "|[\\p{L}_][\\p{L}\\p{N}_$]*+(?=(\\s*\\()?)",
            Pattern.DOTALL);

    /** The group of the parenthesis behind a word. */
    private static final int CALL = 2;

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private ColumnMention() {}

    /** Whether {@code sql} mentions a column, or what has its name and is no function. */
    public static boolean isIn(String sql, String column) {
        return TOKEN.matcher(sql).results().anyMatch(token -> isMention(token, column));
    }

    private static boolean isMention(MatchResult token, String column) {
        String text = token.group();
        if (isQuoted(text)) {
            String quote = text.substring(0, 1);
            return text.substring(1, text.length() - 1)
                    .replace(quote + quote, quote)
                    .equals(column);
        }
        return token.group(CALL) == null && text.equalsIgnoreCase(column);
    }

    private static boolean isQuoted(String text) {
        return text.startsWith("\"") || text.startsWith("`");
    }

    /** {@code sql} with every mention of a column under its new name. */
    static String renamed(String sql, String column, String newName) {
        return TOKEN.matcher(sql).replaceAll(token -> Matcher.quoteReplacement(renamed(token, column, newName)));
    }

    private static String renamed(MatchResult token, String column, String newName) {
        String text = token.group();
        if (!isMention(token, column)) {
            return text;
        }
        if (!isQuoted(text) && PLAIN.matcher(newName).matches()) {
            return newName;
        }
        String quote = isQuoted(text) ? text.substring(0, 1) : "\"";
        return quote + newName.replace(quote, quote + quote) + quote;
    }
}
