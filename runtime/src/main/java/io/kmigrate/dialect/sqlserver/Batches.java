package io.kmigrate.dialect.sqlserver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user's Transact-SQL text, a batch at a time, as {@code GO} lines of Microsoft's clients divide it. A batch
 * goes to the server whole: variables live in it, and semicolons between its statements are optional.
 */
final class Batches {
    private static final Pattern SEPARATOR = Pattern.compile(
            "[ \\t]*GO(?:[ \\t]+(\\d{1,5}))?[ \\t]*;?[ \\t]*(?:--[^\\n]*)?\\r?(?:\\n|\\z)", Pattern.CASE_INSENSITIVE);

    private static final Pattern STATEMENT_IN_NO_TRANSACTION = Pattern.compile(
            "(?:CREATE|ALTER|DROP)\\s+(?:DATABASE(?!\\s+(?:SCOPED|AUDIT|ENCRYPTION))|FULLTEXT\\s+(?:CATALOG|INDEX))\\b"
                    + "|BACKUP\\b|RESTORE\\b|RECONFIGURE\\b|KILL\\b",
            Pattern.CASE_INSENSITIVE);

    private final String sql;
    private final List<String> batches = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private int start;
    private int place;

    private Batches(String sql) {
        this.sql = sql;
    }

    /** The batches without their separators, repeated as often as {@code GO n} says; empty ones are left out. */
    static List<String> split(String sql) {
        Batches batches = new Batches(sql);
        batches.read();
        return batches.batches;
    }

    /** True for a batch that begins with what SQL Server does in no transaction. */
    static boolean refusesTransaction(String batch) {
        Batches batches = new Batches(batch);
        batches.readBatch();
        return STATEMENT_IN_NO_TRANSACTION
                .matcher(batches.plain.toString().strip())
                .lookingAt();
    }

    private void read() {
        while (place < sql.length()) {
            int end = readBatch();
            int times = 1;
            if (end < sql.length()) {
                Matcher separator = separator(end);
                times = separator.lookingAt() && separator.group(1) != null ? Integer.parseInt(separator.group(1)) : 1;
                place = separator.end();
            }
            if (!plain.toString().isBlank()) {
                batches.addAll(
                        Collections.nCopies(times, sql.substring(start, end).strip()));
            }
            plain.setLength(0);
            start = place;
        }
    }

    /** Moves to the next separator or the end, keeping what is neither quoted nor a comment. */
    private int readBatch() {
        while (place < sql.length()) {
            boolean atLineStart = place == 0 || sql.charAt(place - 1) == '\n';
            if (atLineStart && separator(place).lookingAt()) {
                return place;
            }
            char current = sql.charAt(place);
            if (sql.startsWith("--", place)) {
                int newline = sql.indexOf('\n', place);
                place = newline < 0 ? sql.length() : newline;
            } else if (sql.startsWith("/*", place)) {
                place = endOfComment();
            } else if (current == '\'' || current == '"' || current == '[') {
                int end = endOfQuote(current == '[' ? ']' : current);
                plain.append(sql, place, end);
                place = end;
            } else {
                plain.append(current);
                place++;
            }
        }
        return sql.length();
    }

    private Matcher separator(int from) {
        return SEPARATOR.matcher(sql).region(from, sql.length()).useAnchoringBounds(false);
    }

    private int endOfQuote(char close) {
        int index = place + 1;
        while (index < sql.length()) {
            if (sql.charAt(index) == close) {
                if (index + 1 >= sql.length() || sql.charAt(index + 1) != close) {
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
        int index = place + 2;
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
