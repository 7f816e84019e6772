package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.failure.Causes;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.DatabaseMessages;
import io.kmigrate.message.UnsupportedRunMessages;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Controls transactions, and tells who waits for whom. To implement:
 *
 * <ol>
 *   <li>Begin, commit and roll back in {@link #session}, and leave the connection as it was found.
 *       {@link AutoCommitSession} does so.
 *   <li>Name the codes of deadlocks and of waits that were too long in {@link #isLockFailure}: such a statement may
 *       succeed later.
 *   <li>Name the codes of objects that exist in {@link #isExistingObject}: the database may be older than its scripts.
 *   <li>Answer {@link #sessionId} and {@link #blockers} where the server shows its locks.
 *   <li>Override {@link #pooledSession} and {@link #enclosedSession} with the locks of {@link Locking}.
 * </ol>
 *
 * <p>Stateless and thread-safe.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface SessionControl {
    /** The name of the dialect, for messages. */
    String dialect();

    /** Transaction control for one run. */
    Session session(Connection connection);

    /**
     * Transaction control for a run behind a pool that gives every transaction another session of the server,
     * as PgBouncer does in transaction pooling: nothing is set beyond a transaction's end.
     *
     * @throws UnsupportedOperationByDialectException where {@link Locking#transactionLock} is not to be had
     */
    default Session pooledSession(Connection connection) {
        throw noPool(dialect());
    }

    /** Whether {@link #pooledSession} and {@link Locking#transactionLock} are to be had. */
    default boolean supportsPools() {
        return false;
    }

    /**
     * Keeps the driver from leaving statements with a session of the server, as long as it is not known whether a pool
     * is in between. Changes nothing where the URL says what the driver is to do.
     *
     * @return what takes that back; may be run twice
     */
    default Runnable withoutPreparedStatements(Connection connection) throws SQLException {
        return () -> {};
    }

    /**
     * Transaction control for a run inside a transaction of the application's, which goes on after it.
     *
     * @throws UnsupportedOperationByDialectException where changes of a schema end that transaction, or nobody
     *     has tried it
     */
    default EnclosedSession enclosedSession(Connection connection) throws SQLException {
        throw notEnclosed(dialect());
    }

    /** The id by which {@link #blockers} knows the session of a connection; empty where it cannot tell. */
    default String sessionId(Connection connection) throws SQLException {
        return "";
    }

    /**
     * Who holds what a session waits for, a line each: process, application, its statement, since when.
     *
     * @param observer another connection than the one that waits
     */
    default List<String> blockers(Connection observer, String sessionId) throws SQLException {
        return List.of();
    }

    /**
     * Whether a statement failed because others held a lock: it may succeed later. The default knows the
     * standard's SQLSTATE for a transaction that was rolled back to end a deadlock.
     */
    default boolean isLockFailure(SQLException failure) {
        return "40001".equals(failure.getSQLState());
    }

    /**
     * Whether a statement failed over what stands in a row, so that it may succeed for others. The default knows the
     * SQLSTATEs of the standard for values and for constraints, and the one that triggers raise.
     */
    default boolean isRowFailure(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("45");
    }

    /**
     * Whether a statement failed because what it creates is there already. The default knows the SQLSTATE for a
     * table and for an index.
     */
    default boolean isExistingObject(SQLException failure) {
        return "42S01".equals(failure.getSQLState()) || "42S11".equals(failure.getSQLState());
    }

    /**
     * What a failure outside of scripts comes from, where its code tells: a server that only reads, a file that
     * others hold. The default knows the standard's SQLSTATE for what may only read. A dialect answers for its own
     * driver alone.
     */
    default Optional<Problem> explanation(SQLException failure) {
        return "25006".equals(failure.getSQLState()) ? Optional.of(DatabaseMessages.readOnly()) : Optional.empty();
    }

    /** Whether a failure repeats what operating systems say of a full disk, for a database that has no code for it. */
    static boolean isDiskFull(SQLException failure) {
        return Causes.of(failure).stream()
                .map(Causes::message)
                .anyMatch(said -> said != null && DiskWords.FULL.matcher(said).find());
    }

    /** Whether the database itself rolls back the whole transaction where a statement fails so. */
    default boolean endsTransaction(SQLException failure) {
        return false;
    }

    /** Finds what the SQL of a script would do to the transaction it runs in. */
    default TransactionWords transactionWords() {
        return new TransactionWords(LexicalRules.standard());
    }

    /** What a script may change of a session, and how that is put back. */
    default SessionSettings settings() {
        return SessionSettings.none();
    }

    /** How a savepoint called {@code name} is written, for dialects whose {@code Dialect.joins} or sharing needs one. */
    default SavepointStatements savepoint(String name) {
        return SavepointStatements.standard(name);
    }

    /** The refusal of a run inside a transaction of the application's. */
    static UnsupportedOperationByDialectException notEnclosed(String dialect) {
        return new UnsupportedOperationByDialectException(UnsupportedRunMessages.enclosedRun(dialect));
    }

    /** The refusal of a run behind a pool of transactions. */
    static UnsupportedOperationByDialectException noPool(String dialect) {
        return new UnsupportedOperationByDialectException(UnsupportedRunMessages.pooledRun(dialect));
    }
}
