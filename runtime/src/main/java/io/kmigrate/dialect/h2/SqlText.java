package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SQL text as H2 2.5 keeps it, in the words of its author, as far as they can be told. */
final class SqlText {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:\\\\|\\+([0-9A-Fa-f]{6})|([0-9A-Fa-f]{4}))");

    /** The type that H2 gives a number beside a column of another: {@code CAST(0 AS BIGINT)}. */
    private static final Pattern NUMBER_CAST =
            Pattern.compile("\\bCAST\\((-?[0-9.]+(?:[eE][+-]?\\d+)?) AS [A-Z ]+(?:\\(\\d+(?:, \\d+)?\\))?\\)");

    private SqlText() {}

    /** On one line, with texts as they are rather than in escapes, and numbers without their types. */
    static String written(String kept) {
        StringBuilder result = new StringBuilder();
        StringBuilder plain = new StringBuilder();
        SqlScanner scanner = new SqlScanner(kept, H2Statements.RULES);
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            if (scanner.isQuoted()) {
                result.append(withoutCasts(plain)).append(quoted(scanner.text()));
                plain.setLength(0);
            } else {
                plain.append(kind == Kind.SPACE ? " " : scanner.text());
            }
        }
        return result.append(withoutCasts(plain)).toString().strip();
    }

    private static String withoutCasts(CharSequence plain) {
        return NUMBER_CAST.matcher(plain).replaceAll("$1").replaceAll(" +", " ");
    }

    /** The names in each pair of parentheses that holds nothing else, as in a constraint's definition. */
    static List<List<String>> lists(String definition) {
        List<List<String>> lists = new ArrayList<>();
        boolean inside = false;
        SqlScanner scanner = new SqlScanner(definition, H2Statements.RULES);
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            if (scanner.isSymbol('(')) {
                inside = true;
                lists.add(new ArrayList<>());
            } else if (scanner.isSymbol(')')) {
                inside = false;
            } else if (inside && scanner.isQuoted()) {
                lists.get(lists.size() - 1).add(unquoted(scanner.text()));
            }
        }
        return lists;
    }

    private static String quoted(String token) {
        if (!isUnicode(token)) {
            return token;
        }
        String quote = token.substring(2, 3);
        return quote + unquoted(token).replace(quote, quote + quote) + quote;
    }

    /** What a string or a name in quotes says. */
    static String unquoted(String token) {
        int open = isUnicode(token) ? 2 : 0;
        String quote = token.substring(open, open + 1);
        String text = token.substring(open + 1, token.length() - 1).replace(quote + quote, quote);
        return open == 0 ? text : unescaped(text);
    }

    private static boolean isUnicode(String token) {
        return token.regionMatches(true, 0, "U&", 0, 2);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(character(escape.group(1), escape.group(2))));
    }

    private static String character(@Nullable String six, @Nullable String four) {
        String digits = six == null ? four : six;
        return digits == null ? "\\" : Character.toString(Integer.parseInt(digits, 16));
    }
}
