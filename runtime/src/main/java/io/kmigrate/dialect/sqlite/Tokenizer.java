package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.sqlite.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts SQL text into tokens, as SQLite does; spaces and comments lie between them. */
final class Tokenizer {
    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Tokenizer(String sql) {
        this.sql = sql;
    }

    static List<Token> of(String sql) {
        Tokenizer tokenizer = new Tokenizer(sql);
        while (tokenizer.position < sql.length()) {
            tokenizer.next();
        }
        return tokenizer.tokens;
    }

    private void next() {
        char first = sql.charAt(position);
        if (Character.isWhitespace(first) || first == '\uFEFF') {
            position++;
        } else if (sql.startsWith("--", position)) {
            position = after("\n");
        } else if (sql.startsWith("/*", position)) {
            position = after("*/");
        } else if (first == '\'') {
            add(Kind.STRING, quoted(position, '\''));
        } else if (first == '"' || first == '`') {
            add(Kind.QUOTED_NAME, quoted(position, first));
        } else if (first == '[') {
            add(Kind.QUOTED_NAME, after("]"));
        } else if ((first == 'x' || first == 'X') && sql.startsWith("'", position + 1)) {
            add(Kind.BLOB, quoted(position + 1, '\''));
        } else if (isDigit(position) || (first == '.' && isDigit(position + 1))) {
            add(Kind.NUMBER, number());
        } else if (isWord(first)) {
            add(Kind.WORD, word(position));
        } else {
            add(Kind.SYMBOL, position + 1);
        }
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, sql.substring(position, end), position, end));
        position = end;
    }

    private int after(String close) {
        int found = sql.indexOf(close, position);
        return found < 0 ? sql.length() : found + close.length();
    }

    /** Behind the closing quote; a doubled one is text. */
    private int quoted(int open, char quote) {
        int end = open + 1;
        while (end < sql.length()) {
            if (sql.charAt(end) != quote) {
                end++;
            } else if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                end += 2;
            } else {
                return end + 1;
            }
        }
        return sql.length();
    }

    private int number() {
        int end = position;
        while (end < sql.length() && (isWord(sql.charAt(end)) || sql.charAt(end) == '.' || isExponentSign(end))) {
            end++;
        }
        return end;
    }

    private boolean isExponentSign(int at) {
        char sign = sql.charAt(at);
        return (sign == '+' || sign == '-')
                && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E')
                && !sql.startsWith("0x", position)
                && !sql.startsWith("0X", position);
    }

    private int word(int from) {
        int end = from;
        while (end < sql.length() && isWord(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean isDigit(int at) {
        return at < sql.length() && sql.charAt(at) >= '0' && sql.charAt(at) <= '9';
    }

    private static boolean isWord(char letter) {
        return letter == '_' || letter == '$' || letter > 127 || Character.isLetterOrDigit(letter);
    }
}
