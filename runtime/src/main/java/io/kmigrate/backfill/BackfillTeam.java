package io.kmigrate.backfill;

import io.kmigrate.backfill.BackfillRunner.Until;
import io.kmigrate.backfill.BackfillTools.Helper;
import io.kmigrate.backfill.BatchWork.End;
import io.kmigrate.operation.Backfill;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Divides a backfill among connections. Each worker takes the next range of the key, with a checkpoint of its own; the
 * checkpoint of the whole says up to which key ranges were taken, and counts the rows of those that are done. What is
 * said there is written on the connection of the run, by one worker at a time.
 */
final class BackfillTeam {
    private static final long LOOK_AGAIN = 250;

    /** A range costs two transactions more, and the last one alone is not divided. */
    private static final int BATCHES_OF_RANGE = 16;

    private static final int MOST_ROWS = 5_000_000;

    private final BackfillRunner whole;
    private final BackfillTools tools;
    private final Backfill backfill;
    private final BatchWork work;
    private final Deque<Checkpoint> begun = new ArrayDeque<>();
    private final Map<Long, Checkpoint> open = new LinkedHashMap<>();
    private final Speed speed = new Speed();
    private volatile boolean isStopped;
    private @Nullable Exception failure;
    private @Nullable String failedSql;
    private long told = System.nanoTime();

    BackfillTeam(BackfillRunner whole, BackfillTools tools, Backfill backfill, BatchWork work) {
        this.whole = whole;
        this.tools = tools;
        this.backfill = backfill;
        this.work = work;
    }

    /** Runs until nothing is left, or it is over. */
    Checkpoint run(Until until) throws Exception {
        begun.addAll(tools.table().ranges(tools.connection().jdbc(), whole.checkpoint()));
        List<Helper> helpers = new ArrayList<>();
        try {
            open(helpers);
            while (whole.checkpoint().state() == BackfillState.RUNNING && !isStopped) {
                if (helpers.isEmpty()) {
                    new Worker(tools, until).run();
                } else {
                    runTogether(helpers, until);
                }
                if (failure != null) {
                    throw failure;
                }
                if (!isStopped && open.isEmpty() && !until.isOver()) {
                    whole.endPass();
                } else {
                    isStopped = true;
                }
            }
        } finally {
            for (Helper helper : helpers) {
                helper.close();
            }
        }
        return whole.checkpoint();
    }

    /** A single connection does the work of all. */
    private void open(List<Helper> helpers) throws SQLException {
        for (int number = 0; number < backfill.pace().workers(); number++) {
            tools.helpers().open().ifPresent(helpers::add);
        }
    }

    private void runTogether(List<Helper> helpers, Until until) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Helper helper : helpers) {
            Thread thread = new Thread(new Worker(tools.with(helper), () -> false));
            thread.setName("kmigrate-backfill-" + (threads.size() + 1));
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        try {
            for (Thread thread : threads) {
                while (thread.isAlive()) {
                    thread.join(LOOK_AGAIN);
                    look(until);
                }
            }
        } finally {
            // Where this thread is interrupted, each worker comes to the end of its batch.
            isStopped = isStopped || threads.stream().anyMatch(Thread::isAlive);
            awaitEnd(threads);
        }
    }

    private static void awaitEnd(List<Thread> threads) {
        boolean wasInterrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException again) {
                    wasInterrupted = true;
                }
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Someone may have paused it; a worker hears of that here only. */
    private synchronized void look(Until until) {
        if (isStopped) {
            return;
        }
        if (until.isOver()) {
            isStopped = true;
            return;
        }
        try {
            Optional<Checkpoint> now = tools.table()
                    .find(tools.connection().jdbc(), whole.checkpoint().id());
            if (now.isEmpty() || now.get().state() != BackfillState.RUNNING) {
                fail(whole.commits().stopped(), null);
            }
        } catch (SQLException lost) {
            fail(lost, null);
        }
    }

    synchronized boolean hasFailed() {
        return failure != null;
    }

    /** The statement of the first failure; null where code failed, or what is written beside the rows. */
    synchronized @Nullable String failedSql() {
        return failedSql;
    }

    private synchronized void fail(Exception failed, @Nullable String sql) {
        isStopped = true;
        if (failure == null) {
            failure = failed;
            failedSql = sql;
        } else if (failure != failed) {
            failure.addSuppressed(failed);
        }
    }

    /** The next range; empty where no rows are left for it. */
    private synchronized Optional<Checkpoint> take(int batchRows) throws SQLException {
        if (isStopped) {
            return Optional.empty();
        }
        Checkpoint[] range = {begun.poll()};
        if (range[0] == null) {
            int rows = (int) Math.min(MOST_ROWS, (long) batchRows * BATCHES_OF_RANGE);
            Optional<End> end = work.end(whole.checkpoint().keyValues(), rows);
            if (end.isEmpty()) {
                return Optional.empty();
            }
            List<Object> last = end.get().key();
            whole.commits().inTransaction(() -> {
                tools.bookkeeping()
                        .run(() -> range[0] =
                                tools.table().addRange(tools.connection().jdbc(), whole.checkpoint(), last));
                whole.commits().commit(whole.checkpoint().handedOut(last));
            });
        }
        Checkpoint taken = range[0];
        open.put(taken.id(), taken);
        return Optional.of(taken);
    }

    private synchronized void finish(Checkpoint range) throws SQLException {
        whole.commits().inTransaction(() -> {
            tools.bookkeeping()
                    .run(() -> tools.table().removeRange(tools.connection().jdbc(), range));
            whole.commits().commit(whole.checkpoint().with(range));
        });
        open.remove(range.id());
    }

    private synchronized long skippedBeside(long range) {
        long skipped = whole.checkpoint().skipped();
        for (Checkpoint other : open.values()) {
            skipped += other.id() == range ? 0 : other.skipped();
        }
        return skipped;
    }

    /** All that is done, with ranges that are not done as a whole. */
    synchronized Checkpoint done() {
        Checkpoint all = whole.checkpoint();
        for (Checkpoint range : open.values()) {
            all = all.with(range);
        }
        return all;
    }

    private synchronized void tell(Checkpoint range, BackfillProgress progress) {
        long before = done().rows();
        open.put(range.id(), range);
        Checkpoint all = done();
        long now = System.nanoTime();
        speed.add(all.rows() - before, Duration.ofNanos(now - told));
        told = now;
        tools.listener().on(BackfillRunner.progress(backfill, all, progress.batchRows(), speed, progress.waits()));
    }

    /** Works on one range after the other, on a connection of its own. */
    private final class Worker implements Runnable {
        private final BackfillTools own;
        private final Until until;
        private final BatchSizer sizer = BackfillRunner.sizer(backfill);
        private @Nullable BackfillRunner runner;

        Worker(BackfillTools own, Until until) {
            this.own = own.heardBy(this::heard);
            this.until = until;
        }

        private void heard(BackfillProgress progress) {
            if (runner != null) {
                tell(runner.checkpoint(), progress);
            }
        }

        @Override
        public void run() {
            try {
                boolean isDone = true;
                Optional<Checkpoint> range = take(sizer.rows());
                while (isDone && range.isPresent()) {
                    isDone = run(range.get());
                    range = isDone ? take(sizer.rows()) : Optional.empty();
                }
            } catch (Exception failed) {
                fail(failed, work.currentSql());
            }
        }

        private boolean run(Checkpoint range) throws Exception {
            runner = new BackfillRunner(own, backfill, range, sizer, () -> skippedBeside(range.id()));
            try {
                runner.run(() -> isStopped || until.isOver());
            } catch (Exception failed) {
                fail(failed, runner.currentSql());
                throw failed;
            }
            Checkpoint now = runner.checkpoint();
            if (now.state() == BackfillState.DONE) {
                finish(now);
            }
            return now.state() == BackfillState.DONE;
        }
    }
}
