package io.kmigrate.dialect.h2;

/**
 * Cuts SQL text into tokens as H2's tokenizer does, as far as telling text from quotes and comments needs.
 * An unterminated quote or comment reaches to the end of the text.
 */
final class SqlScanner {
    enum Kind {
        /** Names, keywords and numbers. */
        WORD,
        /** A string, with {@code U&} if that is before it, a name in quotes, a dollar-quoted string. */
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
            return token(start + 1, Kind.BLANK);
        }
        if (sql.startsWith("--", start) || sql.startsWith("//", start)) {
            int newline = sql.indexOf('\n', start);
            return token(newline < 0 ? sql.length() : newline + 1, Kind.BLANK);
        }
        if (sql.startsWith("/*", start)) {
            return token(endOfComment(), Kind.BLANK);
        }
        if (sql.startsWith("$$", start)) {
            int close = sql.indexOf("$$", start + 2);
            return token(close < 0 ? sql.length() : close + 2, Kind.QUOTED);
        }
        if (isQuote(first)) {
            return token(endOfQuote(start), Kind.QUOTED);
        }
        boolean unicode = sql.regionMatches(true, start, "U&", 0, 2)
                && start + 2 < sql.length()
                && isQuote(sql.charAt(start + 2));
        if (unicode) {
            return token(endOfQuote(start + 2), Kind.QUOTED);
        }
        return isWordPart(first) && first != '$' ? token(endOfWord(), Kind.WORD) : token(start + 1, Kind.SYMBOL);
    }

    private Kind token(int tokenEnd, Kind tokenKind) {
        end = tokenEnd;
        return tokenKind;
    }

    private static boolean isQuote(char character) {
        return character == '\'' || character == '"' || character == '`';
    }

    private static boolean isWordPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$' || character > 127;
    }

    private int endOfWord() {
        int index = start + 1;
        while (index < sql.length() && isWordPart(sql.charAt(index))) {
            index++;
        }
        return index;
    }

    private int endOfQuote(int open) {
        char quote = sql.charAt(open);
        int index = open + 1;
        while (index < sql.length()) {
            if (sql.charAt(index) == quote) {
                boolean doubled = index + 1 < sql.length() && sql.charAt(index + 1) == quote;
                if (!doubled) {
                    return index + 1;
                }
                index++;
            }
            index++;
        }
        return sql.length();
    }

    /** Comments nest. */
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
}
