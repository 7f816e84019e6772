package io.kmigrate.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step run, as it is remembered.
 *
 * @param direction {@code up}, {@code down} or {@code stamp}
 * @param checksum of the migration's operations; null for a stamp
 * @param operationsDone how many operations are done: what a resume reads where DDL is not transactional
 * @param outcome {@code running}, {@code done} or {@code failed}
 */
public record HistoryEntry(
        String revision,
        String direction,
        String message,
        @Nullable String checksum,
        Instant started,
        Duration duration,
        int operationsDone,
        String outcome) {}
