package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.message.UnsupportedRunMessages;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import java.sql.SQLException;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Transactions on one connection. Kept apart from {@code Connection.setAutoCommit} because databases differ
 * in what must be said before and after.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface Session extends AutoCloseable {
    /**
     * Limits the statements that follow, in place of limits given before; {@link #close} brings back those
     * that were found.
     *
     * @throws UnsupportedOperationByDialectException where the database has no such limit
     */
    default void limit(Limits limits) throws SQLException {
        if (!limits.equals(Limits.NONE)) {
            throw new UnsupportedOperationByDialectException(UnsupportedRunMessages.timeouts("this database"));
        }
    }

    /**
     * Begins a transaction fit for {@code operations}.
     *
     * @throws SQLException also when another writer holds the database
     */
    void begin(List<Operation> operations) throws SQLException;

    /**
     * Ends the transaction, after checking what {@link #begin} had to switch off.
     *
     * @throws SQLException when the check or the commit fails; the transaction is still open then
     */
    void commit() throws SQLException;

    /**
     * Makes the checks that {@link #commit} would make, without committing.
     *
     * @throws SQLException when one fails
     */
    default void verify() throws SQLException {}

    /**
     * Says that a statement follows which commits by itself.
     *
     * @throws SQLException when it must not run, since the lock is another migrator's
     */
    default void beforeCommittingStatement() throws SQLException {}

    /** Remembers the transaction that is open, for {@link #isMarked}. */
    default void mark() throws SQLException {}

    /**
     * Whether the transaction that was marked last is still the one that is open. The default is for databases
     * that end transactions by themselves at each change of the schema: they cannot tell.
     *
     * @throws SQLException when a failure has aborted the transaction
     */
    default boolean isMarked() throws SQLException {
        return true;
    }

    /** Undoes the transaction; does nothing when there is none. */
    void rollback() throws SQLException;

    /** Leaves the connection as it was found. */
    @Override
    void close() throws SQLException;
}
