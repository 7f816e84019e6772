package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;

/** The catalog wraps expressions in parentheses that nobody wrote. */
final class OuterParentheses {
    private OuterParentheses() {}

    /** {@code (a) + (b)} stays as it is; {@code ((a > 0))} becomes {@code a > 0}. */
    static String strip(String expression) {
        String text = expression.strip();
        while (isWrapped(text)) {
            text = text.substring(1, text.length() - 1).strip();
        }
        return text;
    }

    private static boolean isWrapped(String text) {
        SqlScanner scanner = new SqlScanner(text, PostgresStatements.RULES);
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
