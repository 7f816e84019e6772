package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.postgres.SqlScanner.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A user's SQL text, a statement at a time. */
final class PostgresStatements {
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

    private final String sql;
    private final SqlScanner scanner;
    private final List<String> statements = new ArrayList<>();
    private int statementStart;
    private boolean empty = true;
    private int parentheses;
    private int blocks;
    private boolean beginsBlock;

    private PostgresStatements(String sql) {
        this.sql = sql;
        this.scanner = new SqlScanner(sql);
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

    private List<String> statements() {
        Kind kind = scanner.next();
        while (kind != Kind.END) {
            boolean ends = scanner.isSymbol(';') && parentheses <= 0 && blocks == 0;
            if (ends) {
                finish(scanner.start());
            } else if (kind != Kind.BLANK) {
                empty = false;
                count();
            }
            kind = scanner.next();
        }
        finish(sql.length());
        return statements;
    }

    /** Follows parentheses, as of CREATE RULE, and the bodies of SQL functions, BEGIN ATOMIC … END. */
    private void count() {
        if (scanner.isSymbol('(')) {
            parentheses++;
        } else if (scanner.isSymbol(')')) {
            parentheses--;
        } else if ((beginsBlock && scanner.isWord("ATOMIC")) || (blocks > 0 && scanner.isWord("CASE"))) {
            blocks++;
        } else if (blocks > 0 && scanner.isWord("END")) {
            blocks--;
        }
        beginsBlock = scanner.isWord("BEGIN");
    }

    private void finish(int end) {
        if (!empty) {
            statements.add(sql.substring(statementStart, end).strip());
        }
        statementStart = scanner.end();
        empty = true;
        parentheses = 0;
        blocks = 0;
        beginsBlock = false;
    }

    /** Words in capitals with single spaces, without comments; {@code x} for what is quoted. */
    private static String outline(String statement) {
        SqlScanner scanner = new SqlScanner(statement);
        StringBuilder outline = new StringBuilder();
        boolean spaced = false;
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            if (kind == Kind.BLANK) {
                spaced = true;
                continue;
            }
            boolean apart = spaced || kind == Kind.QUOTED || scanner.isSymbol('(');
            outline.append(apart && !outline.isEmpty() ? " " : "");
            outline.append(kind == Kind.QUOTED ? "x" : scanner.text().toUpperCase(Locale.ROOT));
            spaced = kind == Kind.QUOTED || scanner.isSymbol(')');
        }
        return outline.toString();
    }
}
