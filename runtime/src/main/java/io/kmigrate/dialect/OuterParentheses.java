package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.dialect.SqlScanner.Kind;
import org.apiguardian.api.API;

/** Catalogs wrap expressions in parentheses that nobody wrote. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class OuterParentheses {
    private OuterParentheses() {}

    /** {@code (a) + (b)} stays as it is; {@code ((a > 0))} becomes {@code a > 0}. */
    public static String strip(String expression, LexicalRules rules) {
        String text = expression.strip();
        while (isWrapped(text, rules)) {
            text = text.substring(1, text.length() - 1).strip();
        }
        return text;
    }

    private static boolean isWrapped(String text, LexicalRules rules) {
        SqlScanner scanner = new SqlScanner(text, rules);
        int depth = 0;
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            depth += scanner.isSymbol('(') ? 1 : scanner.isSymbol(')') ? -1 : 0;
            if (depth == 0) {
                return scanner.isSymbol(')') && scanner.end() == text.length();
            }
        }
        return false;
    }
}
