package io.kmigrate.history;

import static org.apiguardian.api.API.Status.STABLE;

import java.time.Duration;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What the history tells of one step.
 *
 * @param revision its id; of an object that follows its text, kind and name
 * @param direction {@code up}, {@code down}, {@code stamp}, {@code repair} or {@code resolve}; {@code repeatable},
 *     {@code found}, {@code drop} or {@code set-aside} for an object that follows its text
 * @param message of the revision; of a {@code repair} or {@code resolve} the reason that was given,
 *     of a step that failed what the database said
 * @param author who ran it, from where, with which version of Kmigrate
 * @param tag what the run was told to keep; null for nothing
 * @param started null where the database gives no moment we can read
 * @param duration of the step, over all runs that it took
 * @param operationsDone how many of its operations are done
 * @param outcome {@code done}, {@code running}, {@code in-flight}, {@code reverted} or {@code failed}
 */
@API(status = STABLE, since = "0.1")
public record LogEntry(
        String revision,
        String direction,
        String message,
        Author author,
        @Nullable String tag,
        @Nullable Instant started,
        Duration duration,
        int operationsDone,
        String outcome) {}
