package io.kmigrate.lock;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.sql.Connection;
import java.time.Duration;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a lock by asking again and again: a wait inside the database would hold a snapshot there, which
 * keeps CREATE INDEX CONCURRENTLY from ending (PostgreSQL 15).
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class LockWait {
    private static final long POLL_MILLIS = 50;

    private LockWait() {}

    /**
     * Returns once the lock is won.
     *
     * @param work the connection that works under the lock
     * @param awaited hears, once, who holds the lock, when it is not free at once
     * @throws LockNotWonException after {@code timeout}; also when the thread is interrupted, which stays
     *     interrupted
     */
    public static void acquire(
            MigrationLock lock, Connection work, Duration timeout, Consumer<@Nullable String> awaited) {
        lock.refuseUnfit(work);
        long start = System.nanoTime();
        boolean told = false;
        while (!(lock.tryAcquire() && lock.tryClaim(work))) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(timeout) >= 0) {
                throw new LockNotWonException(waited, lock.holder());
            }
            if (!told) {
                awaited.accept(lock.holder());
                told = true;
            }
            if (!pause()) {
                throw new LockNotWonException(waited, lock.holder());
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL_MILLIS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
