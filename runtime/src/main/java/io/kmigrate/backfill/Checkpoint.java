package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How far a backfill has come: a row of {@link BackfillTable}, committed with the batch that it tells of.
 *
 * @param id of the row
 * @param owner what it belongs to
 * @param keyColumns the key that {@code key} is one of; empty until it began
 * @param work a digest of what it does
 * @param key the last that is done in this pass; null: none yet
 * @param pass 1-based
 * @param batch how many there were: each writes the next number, so that two runners cannot both go on
 * @param rows that it went through
 * @param changed of these
 * @param skipped of these: they failed
 * @param expected rows of all passes so far by statistics; null: not known
 * @param note who paused it, or why it failed; empty for nothing
 */
@API(status = INTERNAL, since = "0.1")
public record Checkpoint(
        long id,
        Owner owner,
        BackfillState state,
        String keyColumns,
        String work,
        @Nullable String key,
        int pass,
        long batch,
        long rows,
        long changed,
        long skipped,
        @Nullable Long expected,
        Duration time,
        String note) {
    /**
     * The operation that a checkpoint belongs to.
     *
     * @param step the history row of the step; 0 where it is in the background
     * @param operation its 1-based number in the step
     * @param direction {@code up} or {@code down}
     */
    @API(status = INTERNAL, since = "0.1")
    public record Owner(long step, int operation, String revision, String direction, String name) {}

    /** What people are told of it. */
    public BackfillStatus status() {
        return new BackfillStatus(
                owner.name(),
                owner.revision(),
                owner.direction(),
                state,
                owner.step() == 0,
                rows,
                changed,
                skipped,
                expected,
                time,
                note);
    }

    @Nullable
    List<Object> keyValues() {
        return key == null ? null : KeyText.read(key);
    }

    Checkpoint begun(String columns, @Nullable Long estimate) {
        return new Checkpoint(
                id,
                owner,
                BackfillState.RUNNING,
                columns,
                work,
                key,
                pass,
                batch,
                rows,
                changed,
                skipped,
                estimate,
                time,
                "");
    }

    /** Behind a batch. */
    Checkpoint after(List<Object> last, long more, long changedRows, long skippedRows, Duration took) {
        return new Checkpoint(
                id,
                owner,
                state,
                keyColumns,
                work,
                KeyText.write(last),
                pass,
                batch + 1,
                rows + more,
                changed + changedRows,
                skipped + skippedRows,
                expected,
                time.plus(took),
                note);
    }

    Checkpoint nextPass() {
        return new Checkpoint(
                id,
                owner,
                state,
                keyColumns,
                work,
                null,
                pass + 1,
                batch + 1,
                rows,
                changed,
                skipped,
                expected,
                time,
                note);
    }

    public Checkpoint ended(BackfillState end, String why) {
        return new Checkpoint(
                id, owner, end, keyColumns, work, key, pass, batch + 1, rows, changed, skipped, expected, time, why);
    }

    /** A row that was left out is done after all. */
    Checkpoint retried(long changedRows) {
        return new Checkpoint(
                id,
                owner,
                state,
                keyColumns,
                work,
                key,
                pass,
                batch + 1,
                rows,
                changed + changedRows,
                skipped - 1,
                expected,
                time,
                note);
    }
}
