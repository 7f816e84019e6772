package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.dialect.TransactionStatement.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Finds the statements that change a transaction, by their first words. To implement: override {@link #first} for
 * what a database spells in its own way, and {@link #isBlock} and {@link #inBlock} where one statement may hold
 * others that the server runs at once.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public class TransactionWords {
    /** Enough to hold all that a SET statement usually assigns. */
    private static final int HEAD = 48;

    private static final Set<String> FILLERS = Set.of("WORK", "TRANSACTION", "TRAN", "TO", "SAVEPOINT");

    /** After these a statement begins inside a block. */
    private static final Set<String> BEFORE_STATEMENT =
            Set.of(";", ":", ">", "BEGIN", "ATOMIC", "THEN", "ELSE", "DO", "LOOP", "REPEAT");

    private final StatementWords words;

    public TransactionWords(LexicalRules rules) {
        this.words = new StatementWords(rules);
    }

    /** How the database's lexer reads statements. */
    public final LexicalRules rules() {
        return words.rules();
    }

    /**
     * What a statement does to the transaction it runs in, in order; nothing for nearly all.
     *
     * @param statement one of {@link Dialect#split}
     */
    public final List<TransactionStatement> of(String statement) {
        List<String> head = words.of(statement, HEAD);
        if (head.isEmpty()) {
            return List.of();
        }
        return isBlock(head)
                ? block(words.of(statement, Integer.MAX_VALUE))
                : first(head).stream().toList();
    }

    private List<TransactionStatement> block(List<String> words) {
        List<TransactionStatement> found = new ArrayList<>();
        for (int place = 0; place < words.size(); place++) {
            if (place == 0 || beginsStatement(words.get(place - 1))) {
                inBlock(statement(words.subList(place, words.size()))).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private static List<String> statement(List<String> words) {
        int end = words.indexOf(";");
        return end > 0 ? words.subList(0, end) : words;
    }

    /** Whether a statement that begins so is a block of others, which the server runs at once. */
    protected boolean isBlock(List<String> head) {
        return false;
    }

    /** Whether a statement of a block may begin after a word. */
    protected boolean beginsStatement(String before) {
        return BEFORE_STATEMENT.contains(before);
    }

    /** The same as {@link #first} inside a block, where BEGIN and END only enclose statements. */
    protected Optional<TransactionStatement> inBlock(List<String> head) {
        return head.get(0).equals("BEGIN") || head.get(0).equals("END") ? Optional.empty() : first(head);
    }

    /**
     * What a statement does that begins so.
     *
     * @param head its first words, in upper case, and symbols
     */
    protected Optional<TransactionStatement> first(List<String> head) {
        return switch (head.get(0)) {
            case "BEGIN" -> found(Effect.BEGIN, head, 1);
            case "START" -> follows(head, "TRANSACTION") ? found(Effect.BEGIN, head, 2) : Optional.empty();
            case "COMMIT", "END", "ABORT" -> found(Effect.END, head, 1);
            case "ROLLBACK" ->
                head.subList(0, Math.min(3, head.size())).contains("TO")
                        ? savepoint(Effect.USE_SAVEPOINT, head)
                        : found(Effect.END, head, 1);
            case "SAVEPOINT" -> savepoint(Effect.SET_SAVEPOINT, head);
            case "RELEASE" -> savepoint(Effect.USE_SAVEPOINT, head);
            case "PREPARE" -> follows(head, "TRANSACTION") ? found(Effect.END, head, 2) : Optional.empty();
            case "SET" -> set(head);
            default -> Optional.empty();
        };
    }

    private static Optional<TransactionStatement> set(List<String> head) {
        if (follows(head, "TRANSACTION")) {
            return found(Effect.CHANGE, head, 2);
        }
        boolean isScoped = follows(head, "LOCAL") || follows(head, "SESSION");
        return isScoped && head.size() > 2 && head.get(2).equals("TRANSACTION")
                ? found(Effect.CHANGE, head, 3)
                : Optional.empty();
    }

    /** Whether the second word is {@code word}. */
    protected static boolean follows(List<String> head, String word) {
        return head.size() > 1 && head.get(1).equals(word);
    }

    /** A finding that is shown by its first {@code shown} words. */
    protected static Optional<TransactionStatement> found(Effect effect, List<String> head, int shown) {
        return Optional.of(new TransactionStatement(
                effect, String.join(" ", head.subList(0, Math.min(shown, head.size())))));
    }

    /** A finding about the savepoint that the first word after the fillers names. */
    protected static Optional<TransactionStatement> savepoint(Effect effect, List<String> head) {
        int place = 1;
        while (place < head.size() - 1 && FILLERS.contains(head.get(place))) {
            place++;
        }
        String name = place < head.size() ? head.get(place) : "";
        String words = String.join(" ", head.subList(0, Math.min(place + 1, head.size())));
        return Optional.of(
                new TransactionStatement(effect, words, unquoted(name).toUpperCase(Locale.ROOT)));
    }

    private static String unquoted(String name) {
        boolean isQuoted = name.length() > 2 && !Character.isLetterOrDigit(name.charAt(0)) && name.charAt(0) != '_';
        return isQuoted ? name.substring(1, name.length() - 1) : name;
    }
}
