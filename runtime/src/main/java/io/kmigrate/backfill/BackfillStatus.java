package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.STABLE;

import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a backfill stands in a database.
 *
 * @param revision that has it
 * @param direction {@code up}; {@code down} or {@code undo} for one that takes another back
 * @param isBackground false for one that an upgrade runs itself
 * @param rows that it went through
 * @param changed of these
 * @param skipped of these: they failed
 * @param expected rows by statistics; null: not known
 * @param time that its batches took
 * @param note who paused it, or why it failed; empty for nothing
 */
@API(status = STABLE, since = "0.1")
public record BackfillStatus(
        String name,
        String revision,
        String direction,
        BackfillState state,
        boolean isBackground,
        long rows,
        long changed,
        long skipped,
        @Nullable Long expected,
        Duration time,
        String note) {}
