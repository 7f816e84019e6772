package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Cuts a user's SQL text at the semicolons that end statements. To implement, where a statement may hold semicolons of
 * its own: follow its tokens, and tell where it is not over.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public class StatementSplitter {
    private final String sql;
    private final SqlScanner scanner;
    private final List<String> statements = new ArrayList<>();
    private int statementStart;
    private boolean empty = true;

    protected StatementSplitter(String sql, LexicalRules rules) {
        this.sql = sql;
        this.scanner = new SqlScanner(sql, rules);
    }

    /** The statements without their semicolons; those with nothing but comments are left out. */
    public static List<String> split(String sql, LexicalRules rules) {
        return new StatementSplitter(sql, rules).statements();
    }

    /** As {@link #split}; can be called once. */
    protected final List<String> statements() {
        while (scanner.next() != SqlScanner.Kind.END) {
            if (scanner.isSymbol(';') && !isInside()) {
                finish();
            } else if (!scanner.isBlank()) {
                empty = false;
                follow(scanner);
            }
        }
        finish();
        return statements;
    }

    /** Whether a semicolon belongs to the statement. */
    protected boolean isInside() {
        return false;
    }

    /** Hears each token that is not blank. */
    protected void follow(SqlScanner token) {}

    /** Hears that a statement begins. */
    protected void begin() {}

    private void finish() {
        if (!empty) {
            statements.add(sql.substring(statementStart, scanner.start()).strip());
        }
        statementStart = scanner.end();
        empty = true;
        begin();
    }
}
