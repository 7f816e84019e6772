package io.kmigrate.lint;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The statements inside of a function, a procedure or a block. They are found by their first words: behind a semicolon, and
 * behind the words that a statement of the language may follow.
 */
final class ProgramBody {
    private static final Set<String> BEFORE = Set.of("BEGIN", "ATOMIC", "THEN", "ELSE", "LOOP", "DO", "AS");

    /** SELECT and WITH are no heads of interest but for what they call. */
    private static final Set<String> HEADS = Set.of(
            "UPDATE", "DELETE", "INSERT", "REPLACE", "MERGE", "TRUNCATE", "CREATE", "DROP", "ALTER", "LOCK", "VACUUM",
            "CLUSTER", "OPTIMIZE", "REINDEX", "REFRESH", "EXECUTE", "CALL", "PERFORM", "SELECT", "SET");

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

    private static String body(String text, LexicalRules rules) {
        SqlScanner scanner = new SqlScanner(text, rules);
        boolean isBehindAs = false;
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            if (kind == Kind.STRING && isBehindAs) {
                return inner(scanner.text());
            }
            isBehindAs = scanner.isWord("AS") || scanner.isWord("DO") || (isBehindAs && scanner.isBlank());
        }
        return text;
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

    private List<String> statements(String body) {
        List<String> statements = new ArrayList<>();
        SqlScanner scanner = new SqlScanner(body, rules);
        boolean isStart = true;
        int from = -1;
        int depth = 0;
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            int place = scanner.start();
            depth += scanner.isSymbol('(') ? 1 : scanner.isSymbol(')') ? -1 : 0;
            if (scanner.isSymbol(';') && depth <= 0) {
                add(statements, body, from, place);
                from = -1;
                isStart = true;
            } else if (!scanner.isBlank()) {
                String word = kind == Kind.WORD ? scanner.text().toUpperCase(Locale.ROOT) : "";
                if (from < 0 && isStart && isHead(word, body, scanner)) {
                    from = place;
                }
                isStart = BEFORE.contains(word);
            }
        }
        add(statements, body, from, body.length());
        return statements;
    }

    private static boolean isHead(String word, String body, SqlScanner scanner) {
        String behind = body.substring(scanner.start() + word.length()).stripLeading();
        return HEADS.contains(word) && !(CALLED.contains(word) && behind.startsWith("("));
    }

    private static void add(List<String> statements, String body, int from, int to) {
        if (from >= 0) {
            statements.add(body.substring(from, to).strip());
        }
    }
}
