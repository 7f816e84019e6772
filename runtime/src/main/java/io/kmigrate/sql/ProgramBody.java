package io.kmigrate.sql;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The statements inside of a function, a procedure or a block, found by their first words.
 */
final class ProgramBody {
    private static final Set<String> HEADS = Set.of(
            "UPDATE",
            "DELETE",
            "INSERT",
            "REPLACE",
            "MERGE",
            "TRUNCATE",
            "CREATE",
            "DROP",
            "ALTER",
            "LOCK",
            "VACUUM",
            "CLUSTER",
            "OPTIMIZE",
            "REINDEX",
            "REFRESH",
            "EXECUTE",
            "CALL",
            "PERFORM",
            "SELECT",
            "SET",
            "WITH");

    /** Names of functions, too. */
    private static final Set<String> CALLED = Set.of("INSERT", "REPLACE", "TRUNCATE");

    private final LexicalRules rules;

    private ProgramBody(LexicalRules rules) {
        this.rules = rules;
    }

    /** The statements of a body, or of a statement that makes a program: then those of the text behind AS. */
    static List<String> statements(String text, Dialect dialect) {
        LexicalRules rules = dialect.sessions().transactionWords().rules();
        return new ProgramBody(rules).statements(body(text, rules));
    }

    /** What stands in quotes behind AS, or anywhere in a block; else what stands behind the first BEGIN or the head. */
    private static String body(String text, LexicalRules rules) {
        SqlScanner scanner = new SqlScanner(text, rules);
        boolean isBlock = false;
        boolean isBehindAs = false;
        int begin = -1;
        String quoted = "";
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            isBlock |= scanner.isWord("DO");
            if (kind == Kind.STRING && (isBlock || isBehindAs) && scanner.text().length() > quoted.length()) {
                quoted = scanner.text();
            }
            if (begin < 0 && scanner.isWord("BEGIN")) {
                begin = scanner.end();
            }
            isBehindAs = scanner.isWord("AS") || (isBehindAs && scanner.isBlank());
        }
        return quoted.isEmpty() ? text.substring(begin < 0 ? headEnd(text) : begin) : inner(quoted);
    }

    /** Behind the parameters of a program whose body is one statement. */
    private static int headEnd(String text) {
        return Math.max(0, text.indexOf(')') + 1);
    }

    /** Without the quotes, which may hold a tag between dollars. */
    static String inner(String quoted) {
        if (quoted.startsWith("$")) {
            int open = quoted.indexOf('$', 1) + 1;
            return quoted.length() >= 2 * open ? quoted.substring(open, quoted.length() - open) : "";
        }
        char quote = quoted.charAt(quoted.length() - 1);
        int open = quoted.indexOf(quote) + 1;
        return quoted.length() > open
                ? quoted.substring(open, quoted.length() - 1).replace("" + quote + quote, "" + quote)
                : "";
    }

    /** Each begins at its head, whatever words of the language come before it. */
    private List<String> statements(String body) {
        List<String> statements = new ArrayList<>();
        SqlScanner scanner = new SqlScanner(body, rules);
        int from = -1;
        int depth = 0;
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            depth += scanner.isSymbol('(') ? 1 : scanner.isSymbol(')') ? -1 : 0;
            if (depth <= 0 && (scanner.isSymbol(';') || scanner.isWord("LOOP"))) {
                add(statements, body, from, scanner.start());
                from = -1;
            } else if (depth <= 0 && from < 0 && kind == Kind.WORD && isHead(body, scanner)) {
                from = scanner.start();
            }
        }
        add(statements, body, from, body.length());
        return statements;
    }

    private static boolean isHead(String body, SqlScanner scanner) {
        String word = scanner.text().toUpperCase(Locale.ROOT);
        String behind = body.substring(scanner.start() + word.length()).stripLeading();
        return HEADS.contains(word) && !(CALLED.contains(word) && behind.startsWith("("));
    }

    private static void add(List<String> statements, String body, int from, int to) {
        if (from >= 0) {
            statements.add(body.substring(from, to).strip());
        }
    }
}
