package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.message.UnsupportedRunMessages;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How SQL is written for the database's own client: {@code migrate upgrade --sql}. To implement:
 *
 * <ol>
 *   <li>Name the client in {@link #command}, with the options that make it stop at the first error.
 *   <li>End each statement in {@link #statement} as the client wants it.
 *   <li>Say in {@link #transactionMarks} how a transaction begins and ends there.
 *   <li>Override {@link #header} and {@link #limits} where the client or the server can be told more.
 * </ol>
 *
 * <p>Stateless and thread-safe.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface ClientScript {
    /** The name of the dialect, for messages. */
    String dialect();

    /** How a transaction fit for {@code operations} is written. */
    default TransactionMarks transactionMarks(List<Operation> operations) {
        return TransactionMarks.standard();
    }

    /**
     * How the client runs a script so that it stops at the first error, such as
     * {@code psql -v ON_ERROR_STOP=1 -f FILE}; empty when we know of none.
     */
    default String command() {
        return "";
    }

    /**
     * Statements before and after those that are to be limited.
     *
     * @throws UnsupportedOperationByDialectException where a script cannot limit what it runs
     */
    default TransactionMarks limits(Limits limits, boolean inTransaction) {
        if (limits.equals(Limits.NONE)) {
            return new TransactionMarks(List.of(), List.of());
        }
        throw new UnsupportedOperationByDialectException(UnsupportedRunMessages.timeoutsOfText(dialect()));
    }

    /**
     * Statements around SQL of a script's own, so that it decides neither where the version row is written nor what
     * the next revision sees; none where nothing need or can be done.
     *
     * @param statements those of the script, each one of {@link Dialect#split}
     */
    default TransactionMarks keepSession(List<String> statements) {
        return new TransactionMarks(List.of(), List.of());
    }

    /**
     * Whether a statement leads the session away from where it is, such as into another database, and
     * {@link #keepSession} cannot lead it back.
     *
     * @param statement one of {@link Dialect#split}
     */
    default boolean leadsAway(String statement) {
        return false;
    }

    /**
     * How the client runs statements only where a query gives one value; empty where it cannot.
     *
     * @param number of the condition, so that its answer can be kept
     * @param expected the value as a literal
     */
    default Optional<ClientCondition> condition(int number, String query, String expected) {
        return Optional.empty();
    }

    /** What the client reads beside SQL. */
    default ClientSyntax syntax() {
        return new ClientSyntax() {};
    }

    /** What the client must be told before the first statement, a line each. */
    default List<String> header() {
        return List.of();
    }

    /** A statement, with what makes the client run it. */
    default String statement(String sql) {
        return sql + ";";
    }
}
