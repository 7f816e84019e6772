package io.kmigrate.lock;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A lock that dies with its holder and leaves nothing behind. To implement: own what holds the lock (a
 * connection, a file handle), keep no transaction open while holding it, and let {@link #close} be called
 * whether or not the lock was won.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface MigrationLock extends AutoCloseable {
    /**
     * Refuses connections on which the lock would not hold. Called before the first try, and changes nothing.
     *
     * @param work the connection that will do the work
     * @throws RuntimeException saying what to do instead
     */
    default void refuseUnfit(Connection work) {}

    /** Tries once, without waiting. */
    boolean tryAcquire();

    /**
     * Ties the connection that will do the work to the lock that was won. An earlier holder may have died
     * while the database still runs its last statement; where that can be, its connection held this, too.
     * Tries once, without waiting.
     */
    default boolean tryClaim(Connection work) {
        return true;
    }

    /**
     * Whether what holds the lock answers within {@code patience}; renews a lock that ends by itself. Called from another thread, while the lock is held:
     * false only where it is known to be lost.
     */
    default boolean isAlive(Duration patience) {
        return true;
    }

    /**
     * Ties the transaction that is open on {@code work} to this lock, or looks, outside of one, whether it is still
     * held: for locks that another migrator can get while the owner lives. Does nothing where none can.
     *
     * @throws SQLException when the lock is another's, or others wrote what it is made of
     */
    default void fence(Connection work) throws SQLException {}

    /** Who holds it, as far as the database can tell: for messages; null when it cannot. */
    @Nullable
    String holder();

    /** Gives the lock back, if won, and what holds it. */
    @Override
    void close();
}
