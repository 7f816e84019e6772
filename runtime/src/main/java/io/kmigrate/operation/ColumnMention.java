package io.kmigrate.operation;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's name inside SQL text of a schema: checks, predicates, expressions. Databases rewrite it when the
 * column is renamed, so replay does too.
 */
final class ColumnMention {
    /** Texts in quotes, names in double quotes, dollar-quoted text, names. Everything else is passed over. */
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(\\$\\w*\\$).*?\\1|[\\p{L}_][\\p{L}\\p{N}_$]*", Pattern.DOTALL);

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private ColumnMention() {}

    /** {@code sql} with every mention of a column under its new name. */
    static String renamed(String sql, String column, String newName) {
        return TOKEN.matcher(sql).replaceAll(token -> Matcher.quoteReplacement(renamed(token, column, newName)));
    }

    private static String renamed(MatchResult token, String column, String newName) {
        String text = token.group();
        boolean quoted = text.startsWith("\"");
        String name = quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
        boolean isMention = quoted ? name.equals(column) : name.equalsIgnoreCase(column);
        if (!isMention) {
            return text;
        }
        return !quoted && PLAIN.matcher(newName).matches() ? newName : "\"" + newName.replace("\"", "\"\"") + "\"";
    }
}
