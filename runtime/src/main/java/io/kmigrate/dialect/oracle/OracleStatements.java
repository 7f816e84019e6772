package io.kmigrate.dialect.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A user's SQL text, a statement at a time, as SQL*Plus divides it: a semicolon ends a statement, and a line
 * with nothing but a slash ends a PL/SQL block, whose own semicolons belong to it.
 */
final class OracleStatements {
    private static final Pattern PL_SQL = Pattern.compile(
            "(?:BEGIN|DECLARE)\\b.*|<<.*|CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:(?:NON)?EDITIONABLE\\s+)?"
                    + "(?:FUNCTION|PROCEDURE|PACKAGE|TRIGGER|TYPE|LIBRARY)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern SLASH_LINE = Pattern.compile("[ \\t]*/[ \\t]*\\r?(?:\\n|\\z)");

    private final String sql;
    private final List<String> statements = new ArrayList<>();

    /** What is neither a comment nor quoted: tells an empty statement and a block. */
    private final StringBuilder plain = new StringBuilder();

    private int start;
    private int place;

    private OracleStatements(String sql) {
        this.sql = sql;
    }

    /** Plain statements without their semicolons, blocks with theirs; those of comments alone are left out. */
    static List<String> split(String sql) {
        OracleStatements text = new OracleStatements(sql);
        text.read();
        return text.statements;
    }

    private void read() {
        while (place < sql.length()) {
            boolean atLineStart = place == 0 || sql.charAt(place - 1) == '\n';
            var slash = SLASH_LINE.matcher(sql).region(place, sql.length()).useAnchoringBounds(false);
            if (atLineStart && slash.lookingAt()) {
                finish(place, slash.end());
            } else if (sql.charAt(place) == ';' && !isBlock()) {
                finish(place, place + 1);
            } else {
                pass();
            }
        }
        finish(sql.length(), sql.length());
    }

    private boolean isBlock() {
        return PL_SQL.matcher(plain.toString().strip()).matches();
    }

    private void finish(int end, int next) {
        if (!plain.toString().isBlank()) {
            statements.add(sql.substring(start, end).strip());
        }
        plain.setLength(0);
        start = next;
        place = next;
    }

    /** Moves behind the next character, quote or comment. */
    private void pass() {
        char current = sql.charAt(place);
        int from = place;
        if (sql.startsWith("--", place)) {
            int newline = sql.indexOf('\n', place);
            place = newline < 0 ? sql.length() : newline;
            return;
        }
        if (sql.startsWith("/*", place)) {
            int close = sql.indexOf("*/", place + 2);
            place = close < 0 ? sql.length() : close + 2;
            plain.append(' ');
            return;
        }
        if (current == '\'') {
            place = isAlternativeQuote() ? endOfAlternativeQuote() : endOfQuote('\'');
        } else if (current == '"') {
            place = endOfQuote('"');
        } else {
            place++;
        }
        plain.append(sql, from, place);
    }

    /** The quote of {@code q'[…]'} or {@code nq'[…]'}. */
    private boolean isAlternativeQuote() {
        if (place == 0 || Character.toLowerCase(sql.charAt(place - 1)) != 'q' || place + 1 >= sql.length()) {
            return false;
        }
        int before = place - 2;
        if (before >= 0 && Character.toLowerCase(sql.charAt(before)) == 'n') {
            before--;
        }
        return before < 0 || !Character.isJavaIdentifierPart(sql.charAt(before));
    }

    private int endOfAlternativeQuote() {
        char open = sql.charAt(place + 1);
        char close = switch (open) {
            case '[' -> ']';
            case '(' -> ')';
            case '{' -> '}';
            case '<' -> '>';
            default -> open;
        };
        int end = sql.indexOf(close + "'", place + 2);
        return end < 0 ? sql.length() : end + 2;
    }

    /** A doubled quote inside begins, for what is looked for here, another quote. */
    private int endOfQuote(char quote) {
        int end = sql.indexOf(quote, place + 1);
        return end < 0 ? sql.length() : end + 1;
    }
}
