package io.kmigrate.dialect.sqlite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint as it is written, behind a column or on its own: {@code CONSTRAINT "uq" UNIQUE (a, b)}.
 *
 * @param source the text the tokens came from
 * @param tokens all of the clause, its name included
 */
record Clause(Kind kind, @Nullable String name, String source, List<Token> tokens) {
    enum Kind {
        PRIMARY_KEY,
        UNIQUE,
        CHECK,
        FOREIGN_KEY,
        REFERENCES,
        NOT_NULL,
        NULL,
        DEFAULT,
        COLLATE,
        GENERATED,
        UNKNOWN
    }

    int start() {
        return tokens.get(0).start();
    }

    int end() {
        return tokens.get(tokens.size() - 1).end();
    }

    /** True when the keyword stands outside all parentheses. */
    boolean has(String keyword) {
        int depth = 0;
        for (Token token : tokens) {
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            if (depth == 0 && token.is(keyword)) {
                return true;
            }
        }
        return false;
    }

    /** The token behind the first {@code keyword}, or null. */
    @Nullable
    Token after(String keyword) {
        for (int at = 0; at + 1 < tokens.size(); at++) {
            if (tokens.get(at).is(keyword)) {
                return tokens.get(at + 1);
            }
        }
        return null;
    }

    /** True when a name in it could be the column's. */
    boolean mentions(String column) {
        return tokens.stream().skip(name == null ? 0 : 2).anyMatch(token -> token.names(column));
    }

    /** The names in the group of parentheses behind {@code keyword}: {@code (a, b COLLATE x)} is a and b. */
    List<String> namesAfter(String keyword) {
        List<String> names = new ArrayList<>();
        int at = openAfter(keyword);
        boolean first = true;
        for (int depth = at < 0 ? 0 : 1; depth > 0 && ++at < tokens.size(); ) {
            Token token = tokens.get(at);
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            if (first) {
                names.add(token.name());
            }
            first = depth == 1 && token.is(',');
        }
        return names;
    }

    /** The text in the group of parentheses behind {@code keyword}, without them. */
    String textAfter(String keyword) {
        int open = openAfter(keyword);
        int depth = 1;
        for (int at = open + 1; at < tokens.size(); at++) {
            depth += tokens.get(at).is('(') ? 1 : tokens.get(at).is(')') ? -1 : 0;
            if (depth == 0) {
                return source.substring(tokens.get(open).end(), tokens.get(at).start())
                        .strip();
            }
        }
        return "";
    }

    /** The first opening parenthesis behind {@code keyword} that only names separate from it; -1 for none. */
    private int openAfter(String keyword) {
        for (int at = 0; at < tokens.size(); at++) {
            if (tokens.get(at).is(keyword)) {
                for (int open = at + 1; open < tokens.size() && open <= at + 2; open++) {
                    if (tokens.get(open).is('(')) {
                        return open;
                    }
                }
            }
        }
        return -1;
    }
}
