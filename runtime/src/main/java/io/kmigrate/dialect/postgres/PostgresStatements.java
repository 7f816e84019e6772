package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.dialect.LexicalRules.Feature;
import io.kmigrate.dialect.LexicalRules.Prefix;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import io.kmigrate.dialect.StatementSplitter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A user's SQL text, a statement at a time. */
final class PostgresStatements extends StatementSplitter {
    /** PreventInTransactionBlock in PostgreSQL 18, of statements in the form of {@link #outline}. */
    private static final List<Pattern> OUTSIDE_TRANSACTIONS = List.of(
            Pattern.compile("VACUUM\\b.*"),
            Pattern.compile("(CREATE|DROP) (DATABASE|TABLESPACE)\\b.*"),
            Pattern.compile("ALTER SYSTEM\\b.*"),
            Pattern.compile("ALTER DATABASE \\S+ SET TABLESPACE\\b.*"),
            Pattern.compile("(CREATE( UNIQUE)?|DROP) INDEX CONCURRENTLY\\b.*"),
            Pattern.compile("REINDEX\\b.*\\bCONCURRENTLY\\b.*"),
            Pattern.compile("REINDEX( \\(.*\\))? (SCHEMA|DATABASE|SYSTEM)\\b.*"),
            Pattern.compile("ALTER TABLE\\b.* DETACH PARTITION .*\\bCONCURRENTLY"),
            Pattern.compile("(CREATE|DROP) SUBSCRIPTION\\b.*"),
            Pattern.compile("CLUSTER( VERBOSE)?"),
            Pattern.compile("DISCARD ALL"));

    /** As PostgreSQL's lexer has them. */
    static final LexicalRules RULES = new LexicalRules(
            "'",
            "\"",
            List.of(new Prefix("E", "'", true), new Prefix("U&", "'\"", false)),
            Set.of(Feature.NESTED_COMMENTS, Feature.TAGGED_DOLLAR_QUOTES));

    private int parentheses;
    private int blocks;
    private boolean beginsBlock;

    private PostgresStatements(String sql) {
        super(sql, RULES);
    }

    /** The statements without their semicolons; those with nothing but comments are left out. */
    static List<String> split(String sql) {
        return new PostgresStatements(sql).statements();
    }

    /** True for a statement that PostgreSQL refuses inside a transaction. */
    static boolean refusesTransaction(String statement) {
        String outline = outline(statement);
        return OUTSIDE_TRANSACTIONS.stream()
                .anyMatch(pattern -> pattern.matcher(outline).matches());
    }

    @Override
    protected boolean isInside() {
        return parentheses > 0 || blocks > 0;
    }

    /** Follows parentheses, as of CREATE RULE, and the bodies of SQL functions, BEGIN ATOMIC … END. */
    @Override
    protected void follow(SqlScanner token) {
        if (token.isSymbol('(')) {
            parentheses++;
        } else if (token.isSymbol(')')) {
            parentheses--;
        } else if ((beginsBlock && token.isWord("ATOMIC")) || (blocks > 0 && token.isWord("CASE"))) {
            blocks++;
        } else if (blocks > 0 && token.isWord("END")) {
            blocks--;
        }
        beginsBlock = token.isWord("BEGIN");
    }

    @Override
    protected void begin() {
        parentheses = 0;
        blocks = 0;
        beginsBlock = false;
    }

    /** Words in capitals with single spaces, without comments; {@code x} for what is quoted. */
    private static String outline(String statement) {
        SqlScanner scanner = new SqlScanner(statement, RULES);
        StringBuilder outline = new StringBuilder();
        boolean spaced = false;
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            if (scanner.isBlank()) {
                spaced = true;
                continue;
            }
            boolean apart = spaced || scanner.isQuoted() || scanner.isSymbol('(');
            outline.append(apart && !outline.isEmpty() ? " " : "");
            outline.append(scanner.isQuoted() ? "x" : scanner.text().toUpperCase(Locale.ROOT));
            spaced = scanner.isQuoted() || scanner.isSymbol(')');
        }
        return outline.toString();
    }
}
