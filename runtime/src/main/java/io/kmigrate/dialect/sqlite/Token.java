package io.kmigrate.dialect.sqlite;

/**
 * A piece of SQL text.
 *
 * @param start where it begins in the text it came from
 * @param end where the next one may begin
 */
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        /** A keyword or a bare name; which of them depends on the place. */
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        BLOB,
        SYMBOL
    }

    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean is(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    /** True for what SQLite takes as a name; it takes a string too. */
    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME || kind == Kind.STRING;
    }

    /** The name that is meant, without its quotes. */
    String name() {
        if (kind != Kind.QUOTED_NAME && kind != Kind.STRING) {
            return text;
        }
        String inner = text.substring(1, Math.max(1, text.length() - 1));
        String close = text.substring(text.length() - 1);
        return close.equals("]") ? inner : inner.replace(close + close, close);
    }

    /** True when this names {@code other}, whatever the case; a string is taken for text. */
    boolean names(String other) {
        return kind != Kind.STRING && isName() && name().equalsIgnoreCase(other);
    }
}
