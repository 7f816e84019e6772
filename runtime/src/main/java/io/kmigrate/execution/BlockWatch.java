package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.ExecutionEvent.StatementBlocked;
import io.kmigrate.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks who blocks a statement that has not ended after a second, from a second connection. Where statements wait for a
 * lock for less than that, it looks sooner.
 */
final class BlockWatch implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 1000;

    private final Dialect dialect;
    private final RunLimits.Observers observers;
    private final ExecutionListener listener;
    private final String session;
    private volatile long patienceMillis = PATIENCE_MILLIS;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "kmigrate-block-watch");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param session of the connection to be watched; empty where it is not known, and nothing is watched
     */
    BlockWatch(Dialect dialect, String session, RunLimits.Observers observers, ExecutionListener listener) {
        this.dialect = dialect;
        this.observers = observers;
        this.listener = listener;
        this.session = session;
    }

    /** How long statements wait for a lock; null where it is not known. */
    void limit(@Nullable Duration lock) {
        patienceMillis = lock == null ? PATIENCE_MILLIS : Math.min(PATIENCE_MILLIS, lock.toMillis() / 2);
    }

    /** Begins to watch a statement; cancelled when it ends. */
    Future<?> begin(Step step, String sql) {
        return session.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : timer.schedule(() -> look(step, sql), patienceMillis, TimeUnit.MILLISECONDS);
    }

    /** A report that cannot be made must not fail the statement it is about. */
    private void look(Step step, String sql) {
        try (Connection observer = observers.open()) {
            List<String> blockers = dialect.sessions().blockers(observer, session);
            if (!blockers.isEmpty()) {
                listener.on(new StatementBlocked(step, sql, blockers));
            }
        } catch (SQLException | RuntimeException unknown) {
            // Nobody can be named, for example because all connections are taken.
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
