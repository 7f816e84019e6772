package io.kmigrate.dialect.sqlite;

import java.util.List;

/** Parentheses around the whole of an expression, which say nothing. */
final class Parentheses {
    private Parentheses() {}

    static String strip(String expression) {
        String text = expression.strip();
        List<Token> tokens = Tokenizer.of(text);
        int depth = 0;
        while (isEnclosed(tokens.subList(depth, tokens.size() - depth))) {
            depth++;
        }
        return depth == 0
                ? text
                : text.substring(
                                tokens.get(depth - 1).end(),
                                tokens.get(tokens.size() - depth).start())
                        .strip();
    }

    private static boolean isEnclosed(List<Token> tokens) {
        if (tokens.size() < 3
                || !tokens.get(0).is('(')
                || !tokens.get(tokens.size() - 1).is(')')) {
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
