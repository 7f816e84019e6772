package io.kmigrate.spring;

import io.kmigrate.backfill.BackfillState;
import io.kmigrate.backfill.BackfillStatus;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.VisibleText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs backfills in the background while the application runs, again and again. Of several instances, one has a
 * backfill at a time. The end of the application waits for the end of a batch.
 */
final class BackfillTask implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(BackfillTask.class);

    /** A batch takes half a second, and waits for a lock for five. */
    private static final long END_OF_BATCH = 10;

    private final Supplier<List<MigratedDatabase>> databases;
    private final KmigrateProperties.Backfill properties;
    private @Nullable ScheduledExecutorService executor;

    BackfillTask(Supplier<List<MigratedDatabase>> databases, KmigrateProperties.Backfill properties) {
        this.databases = databases;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        if (executor == null) {
            ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "kmigrate-backfill");
                thread.setDaemon(true);
                return thread;
            });
            long pause = properties.delay().toMillis();
            Future<?> unused = started.scheduleWithFixedDelay(this::run, 0, pause, TimeUnit.MILLISECONDS);
            executor = started;
        }
    }

    private void run() {
        databases.get().forEach(this::run);
    }

    /** A failure stands in the database, too; the next run tries again. */
    private void run(MigratedDatabase database) {
        try (LogContext context = LogContext.of(LogContext.DATABASE, database.name())) {
            if (Thread.currentThread().isInterrupted() || isIdle(database)) {
                return;
            }
            Duration atMost = properties.atMost();
            for (BackfillStatus status : database.migrator().backfills().run(atMost)) {
                if (status.isBackground()) {
                    tell(database.name(), status);
                }
            }
        } catch (MigrationException failed) {
            LOG.error("{}: a backfill failed", database.name(), failed);
        } catch (RuntimeException broken) {
            LOG.error("{}: backfills cannot be run", database.name(), broken);
        }
    }

    /** To look costs little, and is not worth a line. */
    private static boolean isIdle(MigratedDatabase database) {
        return database.migrator().backfills().list().stream()
                .noneMatch(status -> status.isBackground() && isOpen(status.state()));
    }

    private static boolean isOpen(BackfillState state) {
        return switch (state) {
            case WAITING, RUNNING, INTERRUPTED, FAILED -> true;
            case PAUSED, DONE, CANCELLED -> false;
        };
    }

    private static void tell(String database, BackfillStatus status) {
        LOG.info(
                "{}: backfill {} is {}: {} rows, {} changed",
                database,
                VisibleText.line(status.name()),
                status.state().text(),
                status.rows(),
                status.changed());
    }

    @Override
    public void stop() {
        ExecutorService stopping;
        synchronized (this) {
            stopping = executor;
            executor = null;
        }
        if (stopping == null) {
            return;
        }
        stopping.shutdownNow();
        try {
            if (!stopping.awaitTermination(END_OF_BATCH, TimeUnit.SECONDS)) {
                LOG.warn("a batch of a backfill has not ended; the database rolls it back");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }
}
