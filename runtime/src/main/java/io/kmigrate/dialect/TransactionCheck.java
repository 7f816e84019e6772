package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Problem;
import io.kmigrate.message.TransactionMessages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Looks through the SQL of one revision, in order, for statements that would move the transaction it runs in. What is
 * recorded of a revision is true only as long as nobody else ends that transaction.
 */
@API(status = INTERNAL, since = "0.1")
public final class TransactionCheck {
    private final Dialect dialect;
    private final TransactionWords words;
    private final Set<String> savepoints = new HashSet<>();

    public TransactionCheck(Dialect dialect) {
        this.dialect = dialect;
        this.words = dialect.sessions().transactionWords();
    }

    /**
     * What is wrong with a text.
     *
     * @param inTransaction false for the text of a script that is not transactional: there it may begin transactions
     *     that it ends
     */
    public Optional<Problem> problem(String sql, boolean inTransaction) {
        return problem(List.of(sql), inTransaction);
    }

    /** The same for texts that run one after the other. */
    public Optional<Problem> problem(List<String> texts, boolean inTransaction) {
        Text text = new Text(inTransaction, "the text");
        for (String sql : texts) {
            int place = 0;
            int line = 1;
            for (String statement : dialect.split(sql)) {
                int start = Math.max(place, sql.indexOf(statement, place));
                line += (int) sql.substring(place, start)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
                text.add(statement, line);
                line += (int)
                        statement.chars().filter(character -> character == '\n').count();
                place = Math.min(sql.length(), start + statement.length());
            }
        }
        return text.problem();
    }

    /** A text that is read a statement at a time. */
    public Text text(boolean inTransaction, String name) {
        return new Text(inTransaction, name);
    }

    /** What is found in one text. Not thread-safe. */
    public final class Text {
        private final boolean inTransaction;
        private final String name;
        private final List<Found> found = new ArrayList<>();

        private Text(boolean inTransaction, String name) {
            this.inTransaction = inTransaction;
            this.name = name;
        }

        /**
         * Hears a statement.
         *
         * @param line of the statement in its text, 1-based
         */
        public void add(String statement, int line) {
            words.of(statement).forEach(effect -> found.add(new Found(effect, line)));
        }

        /** What is wrong with it, so far. */
        public Optional<Problem> problem() {
            return inTransaction
                    ? found.stream()
                            .filter(here -> !isAllowed(here.statement()))
                            .findFirst()
                            .map(here -> here.refused(name))
                    : onItsOwn(found, name);
        }
    }

    private record Found(TransactionStatement statement, int line) {
        Problem refused(String text) {
            String words = statement.words();
            return switch (statement.effect()) {
                case BEGIN -> TransactionMessages.begins(words, line, text);
                case END -> TransactionMessages.ends(words, line, text);
                case SET_SAVEPOINT, USE_SAVEPOINT -> TransactionMessages.usesSavepoint(words, line, text);
                case CHANGE -> TransactionMessages.changes(words, line, text);
                case DISCARD -> TransactionMessages.discards(words, line, text);
            };
        }
    }

    /** A savepoint that the revision has set may be released, or rolled back to. */
    private boolean isAllowed(TransactionStatement found) {
        if (found.effect() == TransactionStatement.Effect.SET_SAVEPOINT) {
            savepoints.add(found.savepoint());
            return true;
        }
        return found.effect() == TransactionStatement.Effect.USE_SAVEPOINT && savepoints.contains(found.savepoint());
    }

    private static Optional<Problem> onItsOwn(List<Found> found, String text) {
        Optional<Found> open = Optional.empty();
        for (Found here : found) {
            switch (here.statement().effect()) {
                case DISCARD -> {
                    return Optional.of(here.refused(text));
                }
                case BEGIN -> open = Optional.of(here);
                case END -> open = Optional.empty();
                default -> {}
            }
        }
        return open.map(here -> TransactionMessages.leavesOpen(here.statement().words(), here.line(), text));
    }
}
