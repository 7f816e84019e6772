package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.lock.MigrationLock;
import java.sql.Connection;
import java.util.Optional;
import javax.sql.DataSource;
import org.apiguardian.api.API;

/**
 * Lets one migrator at a time at a version table. To implement:
 *
 * <ol>
 *   <li>Hold {@link #lock} by something that the server gives back when its connection breaks: a lock of a session,
 *       or rows that are not committed. {@link ConnectionLock} has all but the statements for the first.
 *   <li>Answer {@link #locksOnSameConnection} with false where the lock needs a connection of its own.
 *   <li>Override {@link #transactionLock} where a lock can belong to a transaction, and {@link #enclosedLock} where
 *       changes of a schema can be part of the application's transaction.
 *   <li>Override {@link #isShared} where a server can have several nodes with locks of their own.
 * </ol>
 *
 * <p>Stateless and thread-safe.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface Locking {
    /** The name of the dialect, for messages. */
    String dialect();

    /**
     * The lock for one version table.
     *
     * @param database gives the connection that holds the lock, closed with the lock
     * @param versionTable keeps apart migrators of one database that have nothing to do with each other
     */
    MigrationLock lock(DataSource database, String versionTable);

    /**
     * The same lock as {@link #lock}, but held by the transaction that is open on {@code connection}, and
     * given back by its end.
     *
     * @throws UnsupportedOperationByDialectException where no lock falls with a transaction
     */
    default MigrationLock transactionLock(Connection connection, String versionTable) {
        throw SessionControl.noPool(dialect());
    }

    /**
     * The same lock as {@link #lock}, for a run inside a transaction of the application's: held to its end
     * where a lock can be.
     *
     * @param shared gives the connection of that transaction
     * @throws UnsupportedOperationByDialectException as {@link SessionControl#enclosedSession}
     */
    default MigrationLock enclosedLock(DataSource shared, String versionTable) {
        throw SessionControl.notEnclosed(dialect());
    }

    /**
     * A lock of the server that another tool takes, too; empty where the server has no such locks.
     *
     * @param database gives the connection that holds the lock, closed with the lock
     * @param name what the tool calls it, where locks have names
     * @param number what the tool calls it, where locks have numbers
     */
    default Optional<MigrationLock> lockOfOther(DataSource database, String name, long number) {
        return Optional.empty();
    }

    /**
     * Whether {@link #lock} keeps apart the migrators of all nodes of a server, and not of one node alone. To be asked
     * of the server: its name does not tell. Where it does not, {@link RowLock} is used.
     *
     * @param asked a connection to that server
     */
    default boolean isShared(Connection asked) {
        return true;
    }

    /** The server's clock in milliseconds since 1970, as an expression: for a {@link RowLock}. */
    default String milliseconds() {
        return "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";
    }

    /** Whether {@link #lock} works on the connection that migrates, where there is no other. */
    default boolean locksOnSameConnection() {
        return true;
    }
}
