package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.TransactionStatement.Effect;
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
        List<Found> found = texts.stream().flatMap(text -> find(text).stream()).toList();
        return inTransaction
                ? found.stream()
                        .filter(here -> !isAllowed(here.statement()))
                        .findFirst()
                        .map(Found::refused)
                : onItsOwn(found);
    }

    private record Found(TransactionStatement statement, int line) {
        Problem refused() {
            String words = statement.words();
            return switch (statement.effect()) {
                case BEGIN -> TransactionMessages.begins(words, line);
                case END -> TransactionMessages.ends(words, line);
                case SET_SAVEPOINT, USE_SAVEPOINT -> TransactionMessages.usesSavepoint(words, line);
                case CHANGE -> TransactionMessages.changes(words, line);
                case DISCARD -> TransactionMessages.discards(words, line);
            };
        }
    }

    private List<Found> find(String sql) {
        List<Found> result = new ArrayList<>();
        int place = 0;
        for (String statement : dialect.split(sql)) {
            int start = Math.max(place, sql.indexOf(statement, place));
            for (TransactionStatement found : words.of(statement)) {
                result.add(new Found(
                        found,
                        1
                                + (int) sql.substring(0, start)
                                        .chars()
                                        .filter(c -> c == '\n')
                                        .count()));
            }
            place = Math.min(sql.length(), start + statement.length());
        }
        return result;
    }

    /** A savepoint that the revision has set may be released, or rolled back to. */
    private boolean isAllowed(TransactionStatement found) {
        if (found.effect() == Effect.SET_SAVEPOINT) {
            savepoints.add(found.savepoint());
            return true;
        }
        return found.effect() == Effect.USE_SAVEPOINT && savepoints.contains(found.savepoint());
    }

    private static Optional<Problem> onItsOwn(List<Found> found) {
        Optional<Found> open = Optional.empty();
        for (Found here : found) {
            switch (here.statement().effect()) {
                case DISCARD -> {
                    return Optional.of(here.refused());
                }
                case BEGIN -> open = Optional.of(here);
                case END -> open = Optional.empty();
                default -> {}
            }
        }
        return open.map(here -> TransactionMessages.leavesOpen(here.statement().words(), here.line()));
    }
}
