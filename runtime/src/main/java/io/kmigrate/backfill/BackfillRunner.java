package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.backfill.BackfillErrors.Failed;
import io.kmigrate.backfill.BatchWork.End;
import io.kmigrate.backfill.BatchWork.Keys;
import io.kmigrate.failure.Causes;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.RowChange.LoadRows;
import io.kmigrate.operation.RowChange.RunRows;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Runs one backfill, a batch after the other. Each batch is a transaction that holds its rows and the checkpoint behind
 * them: it is done, or it is not, and the next run knows. The caller has the lock. Not thread-safe.
 */
@API(status = INTERNAL, since = "0.1")
public final class BackfillRunner {
    private static final int MOST_ROWS = 500_000;

    /** Code holds the rows of its batch in memory. */
    private static final int MOST_ROWS_OF_CODE = 10_000;

    /** With pauses that double from a tenth of a second to five seconds, this is half a minute. */
    private static final int MOST_CONFLICTS = 12;

    private static final long LOOK_AGAIN = 1000;
    private static final long SHORTEST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 5000;

    private final BackfillTools tools;
    private final Backfill backfill;
    private final BatchWork work;
    private final BatchSizer sizer;
    private final LongSupplier skippedByOthers;
    private final Waits waits;
    private final Suspects suspects = new Suspects();
    private final Strides strides;
    private final Speed speed = new Speed();
    private final Commits commits;
    private final BatchFailures failures;
    private @Nullable BackfillTeam team;
    private @Nullable End end;
    private int conflicts;

    /** @throws MigrationException where the table is not there, or has no key to go by */
    public BackfillRunner(BackfillTools tools, Backfill backfill, Checkpoint found) throws SQLException {
        this(tools, backfill, found, sizer(backfill), () -> 0);
    }

    static BatchSizer sizer(Backfill backfill) {
        boolean isCode = backfill.change() instanceof RunRows;
        return new BatchSizer(backfill.pace(), isCode ? MOST_ROWS_OF_CODE : MOST_ROWS);
    }

    /**
     * For a range of a team.
     *
     * @param skippedByOthers how many rows of the same backfill failed elsewhere
     */
    BackfillRunner(
            BackfillTools tools, Backfill backfill, Checkpoint found, BatchSizer sizer, LongSupplier skippedByOthers)
            throws SQLException {
        this.sizer = sizer;
        this.skippedByOthers = skippedByOthers;
        this.tools = tools;
        this.backfill = backfill;
        this.commits = new Commits(tools, backfill, found);
        this.failures = new BatchFailures(tools, backfill);
        List<String> leftOut = found.owner().direction().equals("up")
                ? List.of()
                : tools.errors().leftOut(tools.connection().jdbc(), found);
        Keys keys =
                new Keys(found.endValues(), leftOut.stream().map(KeyText::read).toList());
        this.work = BatchWork.of(backfill, tools.dialect(), tools.connection(), tools.sqlCheck(), keys);
        this.strides = new Strides(leftOut.isEmpty() && work.hasStrides(), keys.end());
        this.waits = new Waits(backfill, tools.dialect());
    }

    /** Says when to stop although there is more to do. */
    @FunctionalInterface
    @API(status = INTERNAL, since = "0.1")
    public interface Until {
        boolean isOver();
    }

    /** How far it has come. */
    public Checkpoint checkpoint() {
        return commits.checkpoint();
    }

    Commits commits() {
        return commits;
    }

    /** What a failure leaves, in a sentence. */
    public String state() {
        if (team != null) {
            Checkpoint done = team.done();
            return BackfillMessages.stateOfTeam(done.rows(), done.changed());
        }
        List<Object> last = checkpoint().keyValues();
        return BackfillMessages.state(
                checkpoint().rows(), checkpoint().changed(), last == null ? "" : work.place(last));
    }

    /** The statement that failed, or was sent last; null where code ran. */
    public @Nullable String currentSql() {
        // Workers send theirs while this one divides the rows among them.
        return team != null && team.hasFailed() ? team.failedSql() : work.currentSql();
    }

    /**
     * Runs until nothing is left, or it is over.
     *
     * @throws MigrationException where it cannot go on
     * @throws SQLException when the connection fails, or a statement does for another reason than its rows
     */
    public Checkpoint run(Until until) throws Exception {
        if (checkpoint().state() == BackfillState.DONE) {
            return checkpoint();
        }
        begin();
        try (work;
                waits) {
            if (checkpoint().rangeOf() == null && isForTeam()) {
                team = new BackfillTeam(this, tools, backfill, work);
                return team.run(until);
            }
            while (checkpoint().state() == BackfillState.RUNNING && mayGoOn(until)) {
                step();
            }
        } catch (Exception failed) {
            if (Causes.first(failed, SQLException.class).isPresent()) {
                // Who listens may be the one that cancelled the statement, and says so now.
                tell(null);
            }
            throw failed;
        }
        return checkpoint();
    }

    /** Ranges that are begun are gone on with, also where a script has fewer workers now. */
    private boolean isForTeam() throws SQLException {
        boolean isPossible = tools.dialect().batches().hasWorkers() && !(backfill.change() instanceof LoadRows);
        return isPossible
                && (backfill.pace().workers() > 1
                        || !tools.table()
                                .ranges(tools.connection().jdbc(), checkpoint())
                                .isEmpty());
    }

    /** Waits as long as others need the database; false where it is over. */
    private boolean mayGoOn(Until until) throws Exception {
        while (!until.isOver()) {
            String reason = waits.reason(tools.connection().jdbc());
            if (reason == null) {
                return true;
            }
            tell(reason);
            sleep(LOOK_AGAIN);
        }
        return false;
    }

    private void begin() throws SQLException {
        if (checkpoint().state() == BackfillState.PAUSED || checkpoint().state() == BackfillState.CANCELLED) {
            throw commits.stopped();
        }
        if (!checkpoint().work().equals(BackfillTable.digest(backfill))) {
            throw BackfillMessages.edited(backfill.name()).exception();
        }
        String columns = work.key();
        if (!checkpoint().keyColumns().isEmpty() && !checkpoint().keyColumns().equals(columns)) {
            throw BackfillMessages.keyChanged(backfill.name(), checkpoint().keyColumns(), columns)
                    .exception();
        }
        boolean isWhole = checkpoint().rangeOf() == null && checkpoint().expected() == null;
        Long estimate = isWhole ? work.estimate() : checkpoint().expected();
        commits.write(checkpoint().begun(columns, estimate));
    }

    private void step() throws Exception {
        long started = System.nanoTime();
        long before = checkpoint().rows();
        boolean isDone;
        try {
            isDone = batch(started);
        } catch (Exception failed) {
            recover(failed);
            return;
        }
        if (!isDone) {
            endPass();
            return;
        }
        conflicts = 0;
        settle(checkpoint().rows() - before, Duration.ofNanos(System.nanoTime() - started));
        tell(null);
        sleep(backfill.pace().pause().toMillis());
    }

    private void settle(long rows, Duration took) {
        if (suspects.next() == 0) {
            sizer.took(rows, took);
        } else {
            suspects.passed(rows);
        }
        speed.add(rows, took.plus(backfill.pace().pause()));
    }

    /** False where no rows are left in this pass. */
    private boolean batch(long started) throws Exception {
        end = null;
        List<Object> after = checkpoint().keyValues();
        commits.begin();
        try {
            boolean isDone = stride(after, started) || search(after, started);
            if (!isDone) {
                tools.session().rollback();
            }
            return isDone;
        } catch (Exception failed) {
            commits.rollback(failed);
            throw failed;
        }
    }

    /** False where there is no row so near: the next one is further away, if there is one. */
    private boolean stride(@Nullable List<Object> after, long started) throws Exception {
        int rows = sizer.rows();
        Optional<List<Object>> most = suspects.next() == 0 ? strides.next(after, rows) : Optional.empty();
        Optional<List<Object>> last = most.isEmpty() ? most : work.lastWithin(after, most.get());
        if (last.isEmpty()) {
            return false;
        }
        end = new End(last.get(), rows);
        long changed = work.change(after, end.key());
        keep(after, new End(end.key(), changed), changed, started);
        strides.passed(changed, rows);
        return true;
    }

    /** False where no rows are left in this pass. */
    private boolean search(@Nullable List<Object> after, long started) throws Exception {
        Optional<End> found = work.end(after, suspects.next() == 0 ? sizer.rows() : suspects.next());
        if (found.isEmpty()) {
            return false;
        }
        end = found.get();
        keep(after, end, work.change(after, end.key()), started);
        strides.found(after, end);
        return true;
    }

    private void keep(@Nullable List<Object> after, End done, long changed, long started) throws SQLException {
        if (after != null && KeyText.write(after).equals(KeyText.write(done.key()))) {
            throw BackfillMessages.keyStands(backfill.name(), KeyText.write(after))
                    .exception();
        }
        refuseUnchanged(after, done, changed);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        commits.commit(checkpoint().after(done.key(), done.rows(), changed, 0, took));
    }

    /** Another pass would change the same rows again. */
    private void refuseUnchanged(@Nullable List<Object> after, End last, long changed) throws SQLException {
        if (backfill.pace().passes() > 1 && changed > 0 && work.isLeft(after, last.key())) {
            throw BackfillMessages.doesNotConverge(backfill.name()).exception();
        }
    }

    void endPass() throws SQLException {
        boolean isLeft = checkpoint().rangeOf() == null
                && checkpoint().endKey() == null
                && backfill.where() != null
                && backfill.pace().passes() > checkpoint().pass()
                && work.isLeft();
        commits.write(isLeft ? checkpoint().nextPass() : checkpoint().ended(BackfillState.DONE, ""));
        tell(null);
    }

    private void recover(Exception failed) throws Exception {
        if (failures.isConflict(failed)) {
            waitForOthers(failed);
        } else if (end != null && failures.isOfRow(failed)) {
            End last = end;
            if (last.rows() > 1) {
                suspects.failed(last.rows());
            } else {
                suspects.clear();
                skip(last, failed);
            }
        } else {
            throw failed;
        }
    }

    private void waitForOthers(Exception failed) throws Exception {
        if (++conflicts > MOST_CONFLICTS) {
            throw failed;
        }
        sizer.conflict();
        long pause = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE << (conflicts - 1));
        tell(BackfillMessages.waitsForLock(pause));
        sleep(pause);
    }

    /** Notes a row and goes on behind it, both at once, unless it is one too many. */
    private void skip(End row, Exception failed) throws SQLException {
        String key = KeyText.write(row.key());
        int most = backfill.pace().skips();
        if (checkpoint().skipped() + skippedByOthers.getAsLong() >= most) {
            throw failures.failed(work.place(row.key()), most, failed, currentSql(), state());
        }
        String reason = tools.mask().apply(String.valueOf(Causes.message(failed)));
        Checkpoint next = checkpoint().after(row.key(), row.rows(), 0, 1, Duration.ZERO);
        commits.inTransaction(() -> {
            tools.bookkeeping().run(() -> tools.errors().add(tools.connection().jdbc(), checkpoint(), key, reason));
            commits.commit(next);
        });
        tell(null);
    }

    /**
     * Tries the rows again that were left out.
     *
     * @return those that failed again
     */
    public List<Failed> retry() throws Exception {
        try (work) {
            return new FailedRows(tools, work, commits, failures).retry();
        }
    }

    private void tell(@Nullable String waits) {
        Checkpoint done = team == null ? checkpoint() : team.done();
        tools.listener().on(progress(backfill, done, sizer.rows(), speed, waits));
    }

    static BackfillProgress progress(
            Backfill backfill, Checkpoint done, int batchRows, Speed speed, @Nullable String waits) {
        return new BackfillProgress(
                backfill.name(),
                done.pass(),
                done.rows(),
                done.changed(),
                done.skipped(),
                done.expected(),
                batchRows,
                speed.rowsPerSecond(),
                waits);
    }

    private static void sleep(long millis) throws InterruptedException {
        if (millis > 0) {
            Thread.sleep(millis);
        }
    }
}
