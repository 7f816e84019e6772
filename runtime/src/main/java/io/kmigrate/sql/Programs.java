package io.kmigrate.sql;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The functions and procedures that the operations read so far have made. One does nothing until it is called, so that its
 * body is judged where it is.
 */
final class Programs {
    /** Programs that call each other go no deeper than people look. */
    private static final int DEEPEST = 5;

    private final Dialect dialect;
    private final LexicalRules rules;
    private final Map<String, String> definitions = new HashMap<>();

    Programs(Dialect dialect) {
        this.dialect = dialect;
        this.rules = dialect.sessions().transactionWords().rules();
    }

    void add(String name, String definition) {
        definitions.put(name.toLowerCase(Locale.ROOT), definition);
    }

    /** The statements that run with one: its own if it is a block, and those of the programs that it calls. */
    List<String> run(String statement) {
        List<String> found = new ArrayList<>();
        collect(statement, found, DEEPEST);
        return found;
    }

    private void collect(String statement, List<String> found, int depth) {
        if (depth == 0) {
            return;
        }
        List<String> inside = new ArrayList<>();
        if (isBlock(statement)) {
            inside.addAll(ProgramBody.statements(statement, dialect));
        }
        for (String called : called(statement)) {
            inside.addAll(ProgramBody.statements(definitions.getOrDefault(called, ""), dialect));
        }
        for (String each : inside) {
            found.add(each);
            collect(each, found, depth - 1);
        }
    }

    static boolean isBlock(String statement) {
        String head = statement.stripLeading().toUpperCase(Locale.ROOT);
        return head.startsWith("DO ") || head.startsWith("DO\n") || head.startsWith("BEGIN NOT ATOMIC");
    }

    /** Known names before a parenthesis, and the one behind CALL. */
    private Set<String> called(String statement) {
        Set<String> names = new LinkedHashSet<>();
        if (definitions.isEmpty() || isMaking(statement)) {
            return names;
        }
        SqlScanner scanner = new SqlScanner(statement, rules);
        String last = "";
        boolean isCall = false;
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            if (scanner.isBlank()) {
                continue;
            }
            if (scanner.isSymbol('(') && definitions.containsKey(last)) {
                names.add(last);
            }
            boolean isName = kind == Kind.WORD || kind == Kind.NAME;
            last = isName ? plain(scanner) : "";
            if (isCall && definitions.containsKey(last)) {
                names.add(last);
            }
            isCall = scanner.isWord("CALL") || (isCall && (isName || scanner.isSymbol('.')));
        }
        return names;
    }

    private static boolean isMaking(String statement) {
        String head = statement.stripLeading().toUpperCase(Locale.ROOT);
        return head.startsWith("CREATE") || head.startsWith("DROP") || head.startsWith("ALTER");
    }

    private static String plain(SqlScanner scanner) {
        String text = scanner.text();
        boolean isQuoted = scanner.kind() == Kind.NAME && text.length() > 1;
        return (isQuoted ? text.substring(1, text.length() - 1) : text).toLowerCase(Locale.ROOT);
    }
}
