package io.kmigrate.dialect.mysql;

/**
 * Cuts SQL text into tokens as the server's lexer does, as far as telling text from quotes and comments
 * needs. An unterminated quote or comment reaches to the end of the text.
 */
final class SqlScanner {
    enum Kind {
        WORD,
        /** A string in single or double quotes. */
        STRING,
        /** A name in backticks. */
        NAME,
        /** White space and comments. */
        BLANK,
        /** A comment that the server executes. */
        CODE,
        /** Any other character. */
        SYMBOL,
        END
    }

    private final String sql;
    private final boolean backslashEscapes;
    private int start;
    private int end;
    private Kind kind = Kind.BLANK;

    SqlScanner(String sql, boolean backslashEscapes) {
        this.sql = sql;
        this.backslashEscapes = backslashEscapes;
    }

    /** Moves to the next token and says what it is. */
    Kind next() {
        start = end;
        kind = start >= sql.length() ? Kind.END : scan(sql.charAt(start));
        return kind;
    }

    Kind kind() {
        return kind;
    }

    /** The current token. */
    String text() {
        return sql.substring(start, end);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD
                && end - start == word.length()
                && sql.regionMatches(true, start, word, 0, end - start);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && sql.charAt(start) == symbol;
    }

    /** Where the current token starts. */
    int start() {
        return start;
    }

    /** Where the token after the current one starts. */
    int end() {
        return end;
    }

    /** Goes on at {@code place}, as after text that is no SQL. */
    void jump(int place) {
        end = place;
    }

    private Kind scan(char first) {
        if (Character.isWhitespace(first)) {
            end = start + 1;
            return Kind.BLANK;
        }
        if (first == '#' || isDashComment()) {
            int newline = sql.indexOf('\n', start);
            end = newline < 0 ? sql.length() : newline + 1;
            return Kind.BLANK;
        }
        if (sql.startsWith("/*", start)) {
            return comment();
        }
        if (isWordPart(first)) {
            return word();
        }
        if (first == '\'' || first == '"') {
            end = endOfQuote(backslashEscapes);
            return Kind.STRING;
        }
        if (first == '`') {
            end = endOfQuote(false);
            return Kind.NAME;
        }
        end = start + 1;
        return Kind.SYMBOL;
    }

    /** Two dashes are a comment only before white space: {@code 1--1} is a difference. */
    private boolean isDashComment() {
        return sql.startsWith("--", start)
                && (start + 2 == sql.length() || Character.isWhitespace(sql.charAt(start + 2)));
    }

    /** Comments do not nest. */
    private Kind comment() {
        int close = sql.indexOf("*/", start + 2);
        end = close < 0 ? sql.length() : close + 2;
        return sql.startsWith("!", start + 2) || sql.startsWith("M!", start + 2) ? Kind.CODE : Kind.BLANK;
    }

    private Kind word() {
        end = start + 1;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        return Kind.WORD;
    }

    private int endOfQuote(boolean escapes) {
        char quote = sql.charAt(start);
        int index = start + 1;
        while (index < sql.length()) {
            char current = sql.charAt(index);
            if (current == quote) {
                boolean doubled = index + 1 < sql.length() && sql.charAt(index + 1) == quote;
                if (!doubled) {
                    return index + 1;
                }
                index++;
            } else if (escapes && current == '\\') {
                index++;
            }
            index++;
        }
        return sql.length();
    }

    private static boolean isWordPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$' || character > 127;
    }
}
