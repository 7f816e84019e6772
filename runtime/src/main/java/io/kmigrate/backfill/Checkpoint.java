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
 * @param rangeOf the checkpoint of the whole, where this is of a range that a worker has; null: of the whole
 * @param endKey the last key that is to be done; null: there is no end
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
        String note,
        @Nullable Long rangeOf,
        @Nullable String endKey) {
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
        return status(state);
    }

    /** The same where nothing is at it, whatever the table says. */
    public BackfillStatus interrupted() {
        return status(BackfillState.INTERRUPTED);
    }

    private BackfillStatus status(BackfillState shown) {
        return new BackfillStatus(
                owner.name(),
                owner.revision(),
                owner.direction(),
                shown,
                owner.step() == 0,
                rows,
                changed,
                skipped,
                expected,
                time,
                note);
    }

    /** Whether some rows are done of it and others are not: behind the first pass, all may be. */
    public boolean isPart() {
        return state != BackfillState.DONE && pass == 1;
    }

    @Nullable
    List<Object> keyValues() {
        return key == null ? null : KeyText.read(key);
    }

    @Nullable
    List<Object> endValues() {
        return endKey == null ? null : KeyText.read(endKey);
    }

    /** The id of the whole, to which rows that failed belong. */
    long whole() {
        return rangeOf == null ? id : rangeOf;
    }

    Checkpoint begun(String columns, @Nullable Long estimate) {
        return next(BackfillState.RUNNING, columns, key, pass, Done.NOTHING, estimate, "");
    }

    /** Behind a batch. */
    Checkpoint after(List<Object> last, long more, long changedRows, long skippedRows, Duration took) {
        return next(
                state,
                keyColumns,
                KeyText.write(last),
                pass,
                new Done(more, changedRows, skippedRows, took),
                expected,
                note);
    }

    /** All rows that another has come to are somebody's. */
    Checkpoint upTo(Checkpoint part) {
        return next(state, part.keyColumns, part.key, pass, Done.NOTHING, expected, note);
    }

    /** Rows up to a key are somebody's. */
    Checkpoint handedOut(List<Object> last) {
        return next(state, keyColumns, KeyText.write(last), pass, Done.NOTHING, expected, note);
    }

    /** With the rows of a range that is done, or with those of one that is not, for people. */
    Checkpoint with(Checkpoint range) {
        Done more = new Done(range.rows, range.changed, range.skipped, range.time);
        return next(state, keyColumns, key, pass, more, expected, note);
    }

    Checkpoint nextPass() {
        return next(state, keyColumns, null, pass + 1, Done.NOTHING, expected, note);
    }

    public Checkpoint ended(BackfillState end, String why) {
        return next(end, keyColumns, key, pass, Done.NOTHING, expected, why);
    }

    /** A row that was left out is done after all. */
    Checkpoint retried(long changedRows) {
        return next(state, keyColumns, key, pass, new Done(0, changedRows, -1, Duration.ZERO), expected, note);
    }

    private record Done(long rows, long changed, long skipped, Duration time) {
        static final Done NOTHING = new Done(0, 0, 0, Duration.ZERO);
    }

    private Checkpoint next(
            BackfillState newState,
            String columns,
            @Nullable String newKey,
            int newPass,
            Done more,
            @Nullable Long estimate,
            String newNote) {
        return new Checkpoint(
                id,
                owner,
                newState,
                columns,
                work,
                newKey,
                newPass,
                batch + 1,
                rows + more.rows(),
                changed + more.changed(),
                skipped + more.skipped(),
                estimate,
                time.plus(more.time()),
                newNote,
                rangeOf,
                endKey);
    }
}
