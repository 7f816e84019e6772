package io.kmigrate.lock;

import org.jspecify.annotations.Nullable;

/**
 * A lock that dies with its holder and leaves nothing behind. To implement: own what holds the lock (a
 * connection, a file handle), keep no transaction open while holding it, and let {@link #close} be called
 * whether or not the lock was won.
 */
public interface MigrationLock extends AutoCloseable {
    /** Tries once, without waiting. */
    boolean tryAcquire();

    /** Who holds it, as far as the database can tell: for messages; null when it cannot. */
    @Nullable
    String holder();

    /** Gives the lock back, if won, and what holds it. */
    @Override
    void close();
}
