package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Strings in an expression, as standard SQL writes them. Databases differ in what a backslash means, and some stop
 * reading at a control character. A text with either has the standard's escapes, {@code U&'a\005cb'}, which each
 * dialect writes in its own way. A string with an escape character of its own is left to databases that know it.
 */
@API(status = INTERNAL, since = "0.1")
public final class SqlString {
    private static final Pattern TOKEN =
            Pattern.compile("(?<![\\p{L}\\p{N}_$])[uU]&'([^']*+(?:''[^']*+)*+)'(?!\\s*+(?i:uescape))"
                    + "|'([^']*+(?:''[^']*+)*+)'|\"[^\"]*+\"");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:\\\\|\\+([0-9a-fA-F]{6})|([0-9a-fA-F]{4}))|''");

    private SqlString() {}

    /** The text as a string that means it on every database, once a dialect has written it. */
    public static String of(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        if (text.chars().noneMatch(SqlString::isEscaped)) {
            return quoted;
        }
        StringBuilder escaped = new StringBuilder("U&");
        quoted.chars()
                .forEach(character -> escaped.append(
                        isEscaped(character)
                                ? String.format(Locale.ROOT, "\\%04x", character)
                                : String.valueOf((char) character)));
        return escaped.toString();
    }

    private static boolean isEscaped(int character) {
        return character == '\\' || isControl(character);
    }

    private static boolean isControl(int character) {
        return character < ' ' && character != '\n' && character != '\r' && character != '\t';
    }

    /** The expression with its escaped strings as {@code written} writes their texts. */
    public static String withEscaped(String sql, UnaryOperator<String> written) {
        if (!sql.contains("&'")) {
            return sql;
        }
        return TOKEN.matcher(sql)
                .replaceAll(token -> Matcher.quoteReplacement(
                        token.group(1) == null ? token.group() : written.apply(decoded(token.group(1)))));
    }

    /** The expression with its plain strings, those without escapes, as {@code written} writes their texts. */
    public static String withPlain(String sql, UnaryOperator<String> written) {
        return TOKEN.matcher(sql)
                .replaceAll(token -> Matcher.quoteReplacement(
                        token.group(2) == null
                                ? token.group()
                                : written.apply(token.group(2).replace("''", "'"))));
    }

    /** The expression for people: a backslash stands for itself. */
    public static String readable(String sql) {
        return withEscaped(
                sql,
                text -> text.chars().anyMatch(SqlString::isControl) ? of(text) : "'" + text.replace("'", "''") + "'");
    }

    private static String decoded(String escaped) {
        return ESCAPE.matcher(escaped).replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
    }

    private static String character(MatchResult escape) {
        String code = escape.group(1) == null ? escape.group(2) : escape.group(1);
        return code == null ? escape.group().substring(1) : Character.toString(Integer.parseInt(code, 16));
    }
}
