package io.kmigrate.importer;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import java.util.ArrayDeque;
import java.util.Deque;

/** Tells whether SQL text closes what it opens. A reader of gists would add what is missing. */
final class ClosedText {
    /** An open quote or comment swallows it. */
    private static final String END = "kmigrate_end";

    private ClosedText() {}

    static boolean is(String text, Dialect dialect) {
        SqlScanner scanner = new SqlScanner(
                text + "\n" + END, dialect.sessions().transactionWords().rules());
        Deque<Character> open = new ArrayDeque<>();
        boolean isEndSeen = false;
        while (scanner.next() != Kind.END) {
            isEndSeen = scanner.isWord(END);
            if (scanner.isSymbol('(') || scanner.isSymbol('[')) {
                open.push(scanner.isSymbol('(') ? ')' : ']');
            } else if ((scanner.isSymbol(')') || scanner.isSymbol(']'))
                    && (open.isEmpty() || !scanner.isSymbol(open.pop()))) {
                return false;
            }
        }
        return isEndSeen && open.isEmpty();
    }
}
