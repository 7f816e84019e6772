package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.dialect.LexicalRules.Feature;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
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

    static final LexicalRules RULES = LexicalRules.standard(Feature.DOLLAR_WORDS, Feature.ALTERNATIVE_QUOTES);

    private final String sql;
    private final SqlScanner scanner;
    private final List<String> statements = new ArrayList<>();
    /** The statement without its comments: tells an empty statement and a block. */
    private final StringBuilder plain = new StringBuilder();

    private int statementStart;

    private OracleStatements(String sql) {
        this.sql = sql;
        this.scanner = new SqlScanner(sql, RULES);
    }

    /** Plain statements without their semicolons, blocks with theirs; those of comments alone are left out. */
    static List<String> split(String sql) {
        OracleStatements text = new OracleStatements(sql);
        text.read();
        return text.statements;
    }

    private void read() {
        while (scanner.next() != Kind.END) {
            int place = scanner.start();
            var slash = SLASH_LINE.matcher(sql).region(place, sql.length()).useAnchoringBounds(false);
            if (scanner.isAtLineStart() && slash.lookingAt()) {
                finish(place, slash.end());
            } else if (scanner.isSymbol(';') && !isBlock()) {
                finish(place, place + 1);
            } else {
                plain.append(scanner.kind() == Kind.COMMENT ? " " : scanner.text());
            }
        }
        finish(sql.length(), sql.length());
    }

    private boolean isBlock() {
        return PL_SQL.matcher(plain.toString().strip()).matches();
    }

    private void finish(int end, int next) {
        if (!plain.toString().isBlank()) {
            statements.add(sql.substring(statementStart, end).strip());
        }
        plain.setLength(0);
        statementStart = next;
        scanner.jump(next);
    }
}
