package io.kmigrate.spring;

import io.kmigrate.execution.ExecutionEvent;
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
        databases.get().forEach(database -> bind(registry, database.name(), new StatusReading(database.migrator())));
    }

    private static void bind(MeterRegistry registry, String database, StatusReading reading) {
        gauge(registry, database, "applied", () -> reading.count(Status::applied));
        gauge(registry, database, "pending", () -> reading.count(Status::pending));
        gauge(registry, database, "missing", () -> reading.count(Status::missing));
        gauge(
                registry,
                database,
                "unfinished",
                () -> reading.number(status -> status.unfinished().size()));
    }

    /** The registry holds on to what it asks. */
    private static void gauge(MeterRegistry registry, String database, String state, Supplier<Number> count) {
        Gauge.builder("kmigrate.revisions", count)
                .description("Revisions of a database by their state")
                .tag("database", database)
                .tag("state", state)
                .register(registry);
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
