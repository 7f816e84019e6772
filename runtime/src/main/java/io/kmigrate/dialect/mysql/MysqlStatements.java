package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.dialect.LexicalRules.Feature;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A user's SQL text, a statement at a time, as the databases' own clients split it: DELIMITER lines are
 * followed. Unlike those clients it needs none, because it sees where a stored routine ends.
 */
final class MysqlStatements {
    /** As the server's lexer has them. */
    static final LexicalRules RULES = new LexicalRules(
            "'\"",
            "`",
            List.of(),
            Set.of(
                    Feature.BACKSLASH_ESCAPES,
                    Feature.HASH_COMMENTS,
                    Feature.SPACED_DASHES,
                    Feature.EXECUTABLE_COMMENTS,
                    Feature.DOLLAR_WORDS));

    /** The words that may follow END where it closes a block of their kind. */
    private static final Set<String> ENDED = Set.of("IF", "CASE", "LOOP", "WHILE", "REPEAT");

    /** After these a statement begins; elsewhere IF and REPEAT are functions. */
    private static final Set<String> BEFORE_STATEMENT = Set.of(
            "BEGIN",
            "THEN",
            "ELSE",
            "DO",
            "LOOP",
            "REPEAT",
            "ROW",
            "DETERMINISTIC",
            "DATA",
            "SQL",
            "INVOKER",
            "DEFINER");

    private static final Set<String> ROUTINES = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE");

    private final String sql;
    private final SqlScanner scanner;
    private final List<String> statements = new ArrayList<>();
    private String delimiter = ";";
    private int statementStart;
    private boolean empty = true;
    private String first = "";
    private boolean routine;
    private int blocks;
    private String previous = "";
    private boolean afterEnd;

    private MysqlStatements(String sql) {
        this.sql = sql;
        this.scanner = new SqlScanner(sql, RULES);
    }

    /** The statements without what ends them; those with nothing but comments are left out. */
    static List<String> split(String sql) {
        return new MysqlStatements(sql).statements();
    }

    /** True for a statement with statements in it. */
    static boolean holdsSemicolons(String statement) {
        SqlScanner scanner = new SqlScanner(statement, RULES);
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            if (scanner.isSymbol(';')) {
                return true;
            }
        }
        return false;
    }

    private List<String> statements() {
        Kind kind = scanner.next();
        while (kind != Kind.END) {
            cutWord();
            if (endsHere()) {
                finish(scanner.start(), scanner.start() + delimiter.length());
            } else if (empty && scanner.isWord("DELIMITER")) {
                changeDelimiter();
            } else if (!scanner.isBlank()) {
                follow();
                empty = false;
            }
            kind = scanner.next();
        }
        finish(sql.length(), sql.length());
        return statements;
    }

    /** A delimiter such as {@code $$} may follow a word at once and could be part of it. */
    private void cutWord() {
        int place = delimiter.equals(";") ? -1 : scanner.text().indexOf(delimiter);
        if (place > 0 && scanner.kind() == Kind.WORD) {
            scanner.jump(scanner.start() + place);
        }
    }

    private boolean endsHere() {
        if (!delimiter.equals(";")) {
            return !scanner.isQuoted() && sql.startsWith(delimiter, scanner.start());
        }
        return scanner.isSymbol(';') && blocks == 0;
    }

    /** The rest of the line is the new delimiter. */
    private void changeDelimiter() {
        int newline = sql.indexOf('\n', scanner.end());
        int end = newline < 0 ? sql.length() : newline;
        String given = sql.substring(scanner.end(), end).strip();
        delimiter = given.isEmpty() ? ";" : given;
        scanner.jump(end);
        statementStart = end;
    }

    /** Follows the blocks of a stored routine, whose statements end in semicolons of their own. */
    private void follow() {
        String word = scanner.kind() == Kind.WORD ? scanner.text().toUpperCase(Locale.ROOT) : "";
        if (empty) {
            first = word;
        }
        routine = routine
                || (first.equals("CREATE") && ROUTINES.contains(word))
                || (first.equals("BEGIN") && previous.equals("BEGIN") && word.equals("NOT"));
        if (routine && blocks == 0 && first.equals("BEGIN")) {
            blocks = 1;
        } else if (routine) {
            count(word);
        }
        previous = word.isEmpty() ? scanner.text() : word;
    }

    private void count(String word) {
        if (afterEnd && ENDED.contains(word)) {
            afterEnd = false;
            return;
        }
        afterEnd = word.equals("END") && blocks > 0;
        if (afterEnd) {
            blocks--;
        } else if (word.equals("BEGIN") || word.equals("CASE") || (isOpener(word) && beginsStatement())) {
            blocks++;
        }
    }

    private static boolean isOpener(String word) {
        return ENDED.contains(word);
    }

    /** In a body without BEGIN the statement comes after the routine's head. */
    private boolean beginsStatement() {
        boolean afterHead = blocks == 0 && (previous.equals(")") || previous.startsWith("'"));
        return afterHead || previous.equals(";") || previous.equals(":") || BEFORE_STATEMENT.contains(previous);
    }

    private void finish(int end, int next) {
        if (!empty) {
            statements.add(sql.substring(statementStart, end).strip());
        }
        scanner.jump(next);
        statementStart = next;
        empty = true;
        first = "";
        routine = false;
        blocks = 0;
        previous = "";
        afterEnd = false;
    }
}
