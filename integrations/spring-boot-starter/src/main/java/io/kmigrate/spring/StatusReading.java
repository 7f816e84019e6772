package io.kmigrate.spring;

import io.kmigrate.Migrator;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.plan.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The state of a database, asked once for all gauges that are read together. Thread-safe. */
final class StatusReading {
    /** Longer than the reading of all gauges takes, shorter than the pause before the next. */
    private static final Duration VALIDITY = Duration.ofSeconds(2);

    private final Migrator migrator;
    private Optional<Status> last = Optional.empty();
    private long validUntil;
    private boolean isRead;

    StatusReading(Migrator migrator) {
        this.migrator = migrator;
    }

    Number count(Function<Status, RevisionSet> revisions) {
        return number(status -> revisions.apply(status).ids().size());
    }

    /** Not a number where the database cannot be asked, or a newer release has migrated it. */
    Number number(Function<Status, Number> number) {
        return status().map(number).orElse(Double.NaN);
    }

    private synchronized Optional<Status> status() {
        if (!isRead || System.nanoTime() - validUntil > 0) {
            last = read();
            isRead = true;
            validUntil = System.nanoTime() + VALIDITY.toNanos();
        }
        return last;
    }

    private Optional<Status> read() {
        try {
            return Optional.of(migrator.status());
        } catch (MigrationException unknown) {
            return Optional.empty();
        }
    }
}
