package io.kmigrate.run;

import io.kmigrate.lock.MigrationLock;
import io.kmigrate.message.SessionMessages;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks again and again whether what holds the lock is still there. That keeps its connection open where a firewall
 * drops idle ones. If it is lost, the lock is soon another migrator's, and a network that swallowed one connection
 * often swallowed the other: the work is stopped, which ends a wait for an answer that never comes.
 */
final class LockHeartbeat implements AutoCloseable {
    /** Firewalls forget idle connections after minutes. */
    private static final long PAUSE_MILLIS = 15_000;

    /** For tests, which have less time. */
    private static final String PAUSE_SETTING = "kmigrate.heartbeat.millis";

    /** Pauses after which a lock that is not renewed is another migrator's. */
    private static final int PAUSES = 4;

    private final long pause = pauseMillis();
    private final MigrationLock lock;
    private final Connection work;
    private final Consumer<String> warnings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kmigrate-lock-heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    private LockHeartbeat(MigrationLock lock, Connection work, Consumer<String> warnings) {
        this.lock = lock;
        this.work = work;
        this.warnings = warnings;
    }

    /**
     * @param lock that was won
     * @param work the connection that works under it
     * @param warnings hears that the lock was lost
     */
    static LockHeartbeat start(MigrationLock lock, Connection work, Consumer<String> warnings) {
        LockHeartbeat heartbeat = new LockHeartbeat(lock, work, warnings);
        Future<?> unused = heartbeat.timer.scheduleWithFixedDelay(
                heartbeat::beat, heartbeat.pause, heartbeat.pause, TimeUnit.MILLISECONDS);
        return heartbeat;
    }

    private static long pauseMillis() {
        return Long.getLong(PAUSE_SETTING, PAUSE_MILLIS);
    }

    /** For how long a lock stays when it is not renewed. */
    static Duration lease() {
        return Duration.ofMillis(pauseMillis()).multipliedBy(PAUSES);
    }

    private void beat() {
        if (lock.isAlive(Duration.ofMillis(pause))) {
            return;
        }
        timer.shutdown();
        warnings.accept(SessionMessages.lockLost());
        try {
            work.abort(Runnable::run);
        } catch (SQLException gone) {
            // The work has ended by itself, or waits for a connection that is no more: both report it.
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
