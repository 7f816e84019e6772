package io.kmigrate.dialect.postgres;

/**
 * Cuts SQL text into tokens as PostgreSQL's lexer does, as far as telling text from quotes and comments
 * needs. An unterminated quote or comment reaches to the end of the text.
 */
final class SqlScanner {
    enum Kind {
        WORD,
        /** A string or a name in quotes, a dollar-quoted string. */
        QUOTED,
        /** White space and comments. */
        BLANK,
        /** Any other character. */
        SYMBOL,
        END
    }

    private final String sql;
    private int start;
    private int end;
    private Kind kind = Kind.BLANK;

    SqlScanner(String sql) {
        this.sql = sql;
    }

    /** Moves to the next token and says what it is. */
    Kind next() {
        start = end;
        kind = start >= sql.length() ? Kind.END : scan(sql.charAt(start));
        return kind;
    }

    /** The current token. */
    String text() {
        return sql.substring(start, end);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text().equalsIgnoreCase(word);
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

    private Kind scan(char first) {
        if (Character.isWhitespace(first)) {
            end = start + 1;
            return Kind.BLANK;
        }
        if (sql.startsWith("--", start)) {
            int newline = sql.indexOf('\n', start);
            end = newline < 0 ? sql.length() : newline + 1;
            return Kind.BLANK;
        }
        if (sql.startsWith("/*", start)) {
            end = endOfComment();
            return Kind.BLANK;
        }
        if (isWordStart(first)) {
            return word();
        }
        if (first == '\'' || first == '"') {
            end = endOfQuote(start, false);
            return Kind.QUOTED;
        }
        return first == '$' ? dollar() : symbol();
    }

    private Kind symbol() {
        end = start + 1;
        return Kind.SYMBOL;
    }

    /** A word, unless it is the E of an escape string. Digits go on as words: {@code 1e5}, {@code 2x}. */
    private Kind word() {
        int index = start + 1;
        while (index < sql.length() && isWordPart(sql.charAt(index))) {
            index++;
        }
        end = index;
        boolean escapes = index == start + 1
                && (sql.charAt(start) == 'e' || sql.charAt(start) == 'E')
                && index < sql.length()
                && sql.charAt(index) == '\'';
        if (!escapes) {
            return Kind.WORD;
        }
        end = endOfQuote(index, true);
        return Kind.QUOTED;
    }

    /** {@code $$} or {@code $tag$} up to the same again; a lone dollar, or that of {@code $1}, is a symbol. */
    private Kind dollar() {
        int index = start + 1;
        while (index < sql.length() && isWordPart(sql.charAt(index)) && sql.charAt(index) != '$') {
            index++;
        }
        boolean isTag = index < sql.length()
                && sql.charAt(index) == '$'
                && (index == start + 1 || !Character.isDigit(sql.charAt(start + 1)));
        if (!isTag) {
            return symbol();
        }
        String tag = sql.substring(start, index + 1);
        int close = sql.indexOf(tag, index + 1);
        end = close < 0 ? sql.length() : close + tag.length();
        return Kind.QUOTED;
    }

    private int endOfQuote(int open, boolean escapes) {
        char quote = sql.charAt(open);
        int index = open + 1;
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

    private int endOfComment() {
        int depth = 1;
        int index = start + 2;
        while (index < sql.length() && depth > 0) {
            if (sql.startsWith("/*", index)) {
                depth++;
                index += 2;
            } else if (sql.startsWith("*/", index)) {
                depth--;
                index += 2;
            } else {
                index++;
            }
        }
        return Math.min(index, sql.length());
    }

    private static boolean isWordStart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character > 127;
    }

    private static boolean isWordPart(char character) {
        return isWordStart(character) || character == '$';
    }
}
