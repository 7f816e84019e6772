package io.kmigrate.spring;

import io.kmigrate.execution.ExecutionEvent;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.plan.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The timer {@code kmigrate.revision} of all revisions that the application applies, and the gauges
 * {@code kmigrate.revisions}. The migrations run before there is a registry: it is told afterwards.
 */
final class KmigrateMetrics implements MeterBinder, DatabaseListener {
    private final Supplier<List<MigratedDatabase>> databases;
    private final List<Finished> untold = new ArrayList<>();
    private final List<MeterRegistry> registries = new ArrayList<>();

    KmigrateMetrics(Supplier<List<MigratedDatabase>> databases) {
        this.databases = databases;
    }

    @Override
    public synchronized void on(String database, ExecutionEvent event) {
        if (event instanceof ExecutionEvent.StepFinished finished) {
            String direction = finished.step().direction().name().toLowerCase(Locale.ROOT);
            Finished told = new Finished(database, direction, finished.duration());
            untold.add(told);
            registries.forEach(told::record);
        }
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        untold.forEach(finished -> finished.record(registry));
        registries.add(registry);
        for (MigratedDatabase database : databases.get()) {
            gauge(
                    registry,
                    database,
                    "applied",
                    status -> status.applied().ids().size());
            gauge(
                    registry,
                    database,
                    "pending",
                    status -> status.pending().ids().size());
            gauge(
                    registry,
                    database,
                    "missing",
                    status -> status.missing().ids().size());
            gauge(
                    registry,
                    database,
                    "unfinished",
                    status -> status.unfinished().size());
        }
    }

    private static void gauge(
            MeterRegistry registry, MigratedDatabase database, String state, ToIntFunction<Status> count) {
        Gauge.builder("kmigrate.revisions", database, asked -> count(asked, count))
                .description("Revisions of a database by their state")
                .tag("database", database.name())
                .tag("state", state)
                .register(registry);
    }

    /** Not a number where the database cannot be asked, or a newer release has migrated it. */
    private static double count(@Nullable MigratedDatabase database, ToIntFunction<Status> count) {
        try {
            return database == null
                    ? Double.NaN
                    : count.applyAsInt(database.migrator().status());
        } catch (MigrationException unknown) {
            return Double.NaN;
        }
    }

    /** A revision that was applied or reverted. */
    private record Finished(String database, String direction, Duration duration) {
        void record(MeterRegistry registry) {
            Timer.builder("kmigrate.revision")
                    .description("Time that revisions took to be applied or reverted")
                    .tag("database", database)
                    .tag("direction", direction)
                    .register(registry)
                    .record(duration);
        }
    }
}
