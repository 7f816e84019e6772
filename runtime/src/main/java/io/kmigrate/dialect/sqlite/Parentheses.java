package io.kmigrate.dialect.sqlite;

import java.util.List;

/** Parentheses around the whole of an expression, which say nothing. */
final class Parentheses {
    private Parentheses() {}

    static String strip(String expression) {
        String text = expression.strip();
        List<Token> tokens = Tokenizer.of(text);
        return isEnclosed(tokens)
                ? strip(text.substring(
                        tokens.get(0).end(), tokens.get(tokens.size() - 1).start()))
                : text;
    }

    private static boolean isEnclosed(List<Token> tokens) {
        if (tokens.size() < 3 || !tokens.get(0).is('(')) {
            return false;
        }
        int depth = 0;
        for (int at = 0; at < tokens.size() - 1; at++) {
            depth += tokens.get(at).is('(') ? 1 : tokens.get(at).is(')') ? -1 : 0;
            if (depth == 0) {
                return false;
            }
        }
        return true;
    }
}
