package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.dialect.LexicalRules.Feature;
import io.kmigrate.dialect.LexicalRules.Prefix;
import org.apiguardian.api.API;

/**
 * Cuts SQL text into tokens as a database's lexer does, as far as telling text from quotes and comments needs. An
 * unterminated quote or comment reaches to the end of the text.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class SqlScanner {
    /** What a token is. */
    public enum Kind {
        /** Names, keywords and numbers. */
        WORD,
        /** A string, with its prefix. */
        STRING,
        /** A name in quotes, with its prefix. */
        NAME,
        /** A character of white space. */
        SPACE,
        COMMENT,
        /** A comment that the server executes. */
        CODE,
        /** Any other character. */
        SYMBOL,
        END
    }

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String sql;
    private final LexicalRules rules;
    private int start;
    private int end;
    private Kind kind = Kind.SPACE;

    public SqlScanner(String sql, LexicalRules rules) {
        this.sql = sql;
        this.rules = rules;
    }

    /** Moves to the next token and says what it is. */
    public Kind next() {
        start = end;
        kind = start >= sql.length() ? Kind.END : scan(sql.charAt(start));
        return kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The current token. */
    public String text() {
        return sql.substring(start, end);
    }

    public boolean isWord(String word) {
        return kind == Kind.WORD
                && end - start == word.length()
                && sql.regionMatches(true, start, word, 0, end - start);
    }

    public boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && sql.charAt(start) == symbol;
    }

    /** White space and comments. */
    public boolean isBlank() {
        return kind == Kind.SPACE || kind == Kind.COMMENT;
    }

    /** Strings, and names in quotes. */
    public boolean isQuoted() {
        return kind == Kind.STRING || kind == Kind.NAME;
    }

    /** Whether the current token is the first of its line. */
    public boolean isAtLineStart() {
        return start == 0 || sql.charAt(start - 1) == '\n';
    }

    /** Where the current token starts. */
    public int start() {
        return start;
    }

    /** Where the token after the current one starts. */
    public int end() {
        return end;
    }

    /** Goes on at {@code place}, as after text that is no SQL. */
    public void jump(int place) {
        end = place;
    }

    private Kind scan(char first) {
        if (Character.isWhitespace(first) || first == BYTE_ORDER_MARK) {
            return token(start + 1, Kind.SPACE);
        }
        if (isLineComment(first)) {
            return token(after("\n", start), Kind.COMMENT);
        }
        if (sql.startsWith("/*", start)) {
            return comment();
        }
        for (Prefix prefix : rules.prefixes()) {
            if (isBefore(prefix)) {
                int quote = start + prefix.text().length();
                boolean isName = rules.names().indexOf(sql.charAt(quote)) >= 0;
                return token(endOfQuote(quote, prefix.escapes()), isName ? Kind.NAME : Kind.STRING);
            }
        }
        if (rules.isQuote(first)) {
            return quoted(first);
        }
        if (first == '$' && !rules.has(Feature.DOLLAR_WORDS)) {
            return dollar();
        }
        return isWordPart(first) ? word() : token(start + 1, Kind.SYMBOL);
    }

    private Kind token(int tokenEnd, Kind tokenKind) {
        end = tokenEnd;
        return tokenKind;
    }

    private boolean isLineComment(char first) {
        if (sql.startsWith("--", start)) {
            return !rules.has(Feature.SPACED_DASHES)
                    || start + 2 == sql.length()
                    || Character.isWhitespace(sql.charAt(start + 2));
        }
        return (first == '#' && rules.has(Feature.HASH_COMMENTS))
                || (sql.startsWith("//", start) && rules.has(Feature.SLASH_COMMENTS));
    }

    private Kind comment() {
        boolean isCode = rules.has(Feature.EXECUTABLE_COMMENTS)
                && (sql.startsWith("!", start + 2) || sql.startsWith("M!", start + 2));
        int close = rules.has(Feature.NESTED_COMMENTS) ? endOfNestedComment() : after("*/", start + 2);
        return token(close, isCode ? Kind.CODE : Kind.COMMENT);
    }

    private int endOfNestedComment() {
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

    private boolean isBefore(Prefix prefix) {
        int quote = start + prefix.text().length();
        return quote < sql.length()
                && sql.regionMatches(
                        true, start, prefix.text(), 0, prefix.text().length())
                && prefix.quotes().indexOf(sql.charAt(quote)) >= 0;
    }

    private Kind quoted(char quote) {
        if (rules.strings().indexOf(quote) >= 0) {
            return token(endOfQuote(start, rules.has(Feature.BACKSLASH_ESCAPES)), Kind.STRING);
        }
        boolean isPlainBracket = quote == '[' && !rules.has(Feature.DOUBLED_BRACKETS);
        return token(isPlainBracket ? after("]", start) : endOfQuote(start, false), Kind.NAME);
    }

    private int endOfQuote(int open, boolean escapes) {
        char close = sql.charAt(open) == '[' ? ']' : sql.charAt(open);
        int index = open + 1;
        while (index < sql.length()) {
            char current = sql.charAt(index);
            if (current == close) {
                boolean doubled = index + 1 < sql.length() && sql.charAt(index + 1) == close;
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

    /** {@code $$} or {@code $tag$} up to the same again; a lone dollar, or that of {@code $1}, is a symbol. */
    private Kind dollar() {
        int index = start + 1;
        if (rules.has(Feature.TAGGED_DOLLAR_QUOTES)) {
            while (index < sql.length() && isWordPart(sql.charAt(index)) && sql.charAt(index) != '$') {
                index++;
            }
        } else if (!rules.has(Feature.DOLLAR_QUOTES)) {
            return token(start + 1, Kind.SYMBOL);
        }
        boolean isTag = index < sql.length()
                && sql.charAt(index) == '$'
                && (index == start + 1 || !Character.isDigit(sql.charAt(start + 1)));
        return isTag
                ? token(after(sql.substring(start, index + 1), index + 1), Kind.STRING)
                : token(start + 1, Kind.SYMBOL);
    }

    /** Digits go on as words: {@code 1e5}, {@code 2x}. */
    private Kind word() {
        int index = start + 1;
        while (index < sql.length() && isWordPart(sql.charAt(index))) {
            index++;
        }
        end = index;
        boolean isAlternative = rules.has(Feature.ALTERNATIVE_QUOTES)
                && sql.startsWith("'", index)
                && index + 1 < sql.length()
                && (text().equalsIgnoreCase("q") || text().equalsIgnoreCase("nq"));
        return isAlternative ? token(endOfAlternativeQuote(index), Kind.STRING) : Kind.WORD;
    }

    private int endOfAlternativeQuote(int quote) {
        char open = sql.charAt(quote + 1);
        char close = switch (open) {
            case '[' -> ']';
            case '(' -> ')';
            case '{' -> '}';
            case '<' -> '>';
            default -> open;
        };
        return after(close + "'", quote + 2);
    }

    /** Behind the next {@code close} from a place on, or at the end. */
    private int after(String close, int from) {
        int found = sql.indexOf(close, from);
        return found < 0 ? sql.length() : found + close.length();
    }

    private static boolean isWordPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$' || character > 127;
    }
}
