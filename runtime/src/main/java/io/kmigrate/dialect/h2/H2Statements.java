package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.h2.SqlScanner.Kind;
import java.util.ArrayList;
import java.util.List;

/** A user's SQL text, a statement at a time. Bodies of functions and triggers are quoted, so a semicolon ends. */
final class H2Statements {
    private H2Statements() {}

    /** The statements without their semicolons; those with nothing but comments are left out. */
    static List<String> split(String sql) {
        SqlScanner scanner = new SqlScanner(sql);
        List<String> statements = new ArrayList<>();
        int start = 0;
        boolean empty = true;
        Kind kind;
        do {
            kind = scanner.next();
            if (kind == Kind.END || scanner.isSymbol(';')) {
                if (!empty) {
                    statements.add(sql.substring(start, scanner.start()).strip());
                }
                start = scanner.end();
                empty = true;
            } else {
                empty &= kind == Kind.BLANK;
            }
        } while (kind != Kind.END);
        return statements;
    }
}
