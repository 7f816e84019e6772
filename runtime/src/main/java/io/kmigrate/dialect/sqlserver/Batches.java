package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.dialect.LexicalRules.Feature;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
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

    static final LexicalRules RULES = new LexicalRules(
            "'", "\"[", List.of(), Set.of(Feature.NESTED_COMMENTS, Feature.DOUBLED_BRACKETS, Feature.DOLLAR_WORDS));

    private final String sql;
    private final SqlScanner scanner;
    private final List<String> batches = new ArrayList<>();
    /** The batch without its comments. */
    private final StringBuilder plain = new StringBuilder();

    private int batchStart;

    private Batches(String sql) {
        this.sql = sql;
        this.scanner = new SqlScanner(sql, RULES);
    }

    /** The batches without their separators, repeated as often as {@code GO n} says; empty ones are left out. */
    static List<String> split(String sql) {
        Batches batches = new Batches(sql);
        while (batches.scanner.next() != Kind.END) {
            batches.take();
        }
        batches.finish(sql.length(), 1);
        return batches.batches;
    }

    /** True for a batch that begins with what SQL Server does in no transaction. */
    static boolean refusesTransaction(String batch) {
        Batches batches = new Batches(batch);
        while (batches.scanner.next() != Kind.END) {
            batches.plain.append(batches.withoutComment());
        }
        return STATEMENT_IN_NO_TRANSACTION
                .matcher(batches.plain.toString().strip())
                .lookingAt();
    }

    private void take() {
        int place = scanner.start();
        Matcher separator = SEPARATOR.matcher(sql).region(place, sql.length()).useAnchoringBounds(false);
        if (scanner.isAtLineStart() && separator.lookingAt()) {
            finish(place, separator.group(1) == null ? 1 : Integer.parseInt(separator.group(1)));
            scanner.jump(separator.end());
            batchStart = separator.end();
        } else {
            plain.append(withoutComment());
        }
    }

    private String withoutComment() {
        return scanner.kind() == Kind.COMMENT ? " " : scanner.text();
    }

    private void finish(int end, int times) {
        if (!plain.toString().isBlank()) {
            batches.addAll(
                    Collections.nCopies(times, sql.substring(batchStart, end).strip()));
        }
        plain.setLength(0);
    }
}
