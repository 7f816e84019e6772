package io.kmigrate.history;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.revision.MigrationDigest;
import java.time.Duration;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One step run, as it is remembered.
 *
 * @param direction {@code up}, {@code down}, {@code stamp}, {@code repair} or {@code resolve}; {@code repeatable},
 *     {@code found}, {@code drop} or {@code set-aside} for an object that follows its text
 * @param digest of the migration; null for a stamp
 * @param place of the revision in the graph; null where the row says nothing of it
 * @param operationsDone how many operations are done: what a resume reads where DDL is not transactional
 */
@API(status = STABLE, since = "0.1")
public record HistoryEntry(
        String revision,
        String direction,
        String message,
        @Nullable MigrationDigest digest,
        @Nullable RecordedPlace place,
        Instant started,
        Duration duration,
        int operationsDone,
        StepOutcome outcome) {}
