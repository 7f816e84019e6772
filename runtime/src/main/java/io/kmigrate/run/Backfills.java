package io.kmigrate.run;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.backfill.BackfillErrors.Failed;
import io.kmigrate.backfill.BackfillRunner;
import io.kmigrate.backfill.BackfillState;
import io.kmigrate.backfill.BackfillStatus;
import io.kmigrate.backfill.Checkpoint;
import io.kmigrate.backfill.Estimate;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Session;
import io.kmigrate.execution.BackfillGate;
import io.kmigrate.failure.Causes;
import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Facts;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.plan.Plan;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The backfills of a database. Those in the background run here and nowhere else: one runner each, whichever host it is
 * on. Every method throws {@link MigrationException} and nothing else.
 */
@API(status = STABLE, since = "0.1")
public final class Backfills {
    private static final Set<BackfillState> OPEN =
            EnumSet.of(BackfillState.WAITING, BackfillState.RUNNING, BackfillState.FAILED);

    private final DatabaseConnector connector;
    private final Supplier<RevisionGraph> graph;
    private final MigrationSource source;

    Backfills(DatabaseConnector connector, Supplier<RevisionGraph> graph, MigrationSource source) {
        this.connector = connector;
        this.graph = graph;
        this.source = source;
    }

    /** All that a database knows, the oldest first; none where it is not there yet. */
    public List<BackfillStatus> list() {
        if (connector.isMissing()) {
            return List.of();
        }
        return with(OpenDatabase::backfills);
    }

    /**
     * About how many rows each backfill of a plan has to go through, by the statistics of the database; none for a
     * table that is not there, or of which nothing is known.
     */
    public Map<Backfill, Long> estimates(Plan plan) {
        List<Backfill> found = plan.operations().stream()
                .flatMap(operation -> operation.inBatches().stream())
                .toList();
        if (found.isEmpty() || connector.isMissing()) {
            return Map.of();
        }
        return with(database -> {
            Map<Backfill, Long> rows = new LinkedHashMap<>();
            for (Backfill backfill : found) {
                Estimate.of(backfill, database.dialect(), database.jdbc())
                        .ifPresent(about -> rows.put(backfill, about));
            }
            return rows;
        });
    }

    /**
     * The steps of a plan that wait for a backfill, in its order: an upgrade stops before the first of them. None where
     * the database is not there yet.
     */
    public List<BackfillGate> gates(Plan plan) {
        boolean waits = plan.operations().stream()
                .anyMatch(operation -> operation.requiredBackfill().isPresent());
        return !waits || connector.isMissing() ? List.of() : with(database -> database.gates(plan));
    }

    /** Runs all that wait, one after the other, until nothing is left. */
    public List<BackfillStatus> run() {
        return run(null, null);
    }

    /**
     * The same, until {@code atMost} is over: what is left goes on with the next call. An interrupt of the thread ends
     * it, too.
     */
    public List<BackfillStatus> run(Duration atMost) {
        return run(null, atMost);
    }

    /**
     * Runs those with a name. One that another runner has is left to it.
     *
     * @param name null for all that wait
     * @param atMost null for no limit
     * @return how those stand that were asked for
     * @throws MigrationException where one cannot go on; it is marked as failed, and the next call tries again
     */
    public List<BackfillStatus> run(@Nullable String name, @Nullable Duration atMost) {
        long start = System.nanoTime();
        BackfillRunner.Until until = () -> Thread.currentThread().isInterrupted()
                || (atMost != null && System.nanoTime() - start >= atMost.toNanos());
        return with(database -> {
            refuseStopped(database, name);
            for (Checkpoint row : named(database, name)) {
                if (row.owner().step() == 0 && OPEN.contains(row.state()) && !until.isOver()) {
                    run(database, row, until);
                }
            }
            named(database, name);
            return database.backfills().stream()
                    .filter(status -> name == null || status.name().equals(name))
                    .toList();
        });
    }

    /** One that was named is not passed over in silence. */
    private static void refuseStopped(OpenDatabase database, @Nullable String name) throws SQLException {
        if (name != null) {
            Checkpoint row = newest(database, name);
            if (row.state() == BackfillState.PAUSED || row.state() == BackfillState.CANCELLED) {
                throw BackfillMessages.stopped(name, standing(row)).exception();
            }
        }
    }

    private void run(OpenDatabase database, Checkpoint row, BackfillRunner.Until until) throws SQLException {
        Backfill backfill = described(database, row);
        try (MigrationLock lock = database.backfillLock(row);
                Session session = database.session()) {
            if (!lock.tryAcquire() || !lock.tryClaim(database.jdbc())) {
                database.warn(BackfillMessages.runsElsewhere(row.owner().name(), lock.holder()));
                return;
            }
            // Another runner may have ended just now.
            Checkpoint now = database.checkpoint(row).orElse(row);
            if (OPEN.contains(now.state())) {
                advance(database, session, now, backfill, until);
            }
        }
    }

    private static void advance(
            OpenDatabase database, Session session, Checkpoint row, Backfill backfill, BackfillRunner.Until until)
            throws SQLException {
        BackfillRunner runner = null;
        try {
            runner = database.backfillRunner(session, backfill, row);
            runner.run(until);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            if (failed instanceof RuntimeException ofListener && !(failed instanceof MigrationException)) {
                // Who listens may end a run, as Ctrl-C does: the backfill itself has not failed.
                throw ofListener;
            }
            if (!isPaused(failed)) {
                Checkpoint left = runner == null ? row : runner.checkpoint();
                noteFailure(database, left, failed);
                throw failure(database, left, runner, failed);
            }
        }
    }

    private static boolean isPaused(Exception failed) {
        return failed instanceof MigrationException refusal
                && refusal.problems().get(0).code() == ErrorCode.BACKFILL_STOPPED;
    }

    /** What cannot be written down is told all the same. */
    private static void noteFailure(OpenDatabase database, Checkpoint left, Exception failed) {
        try {
            String reason = database.hidden(words(failed));
            database.move(left, left.ended(BackfillState.FAILED, reason));
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    /** A refusal of ours in its sentence, with what the database said. */
    private static String words(Exception failed) {
        if (!(failed instanceof MigrationException known)) {
            return String.valueOf(Causes.message(failed));
        }
        Problem problem = known.problems().get(0);
        String said = problem.facts().databaseMessage();
        return said == null ? problem.message() : problem.message() + ": " + said;
    }

    private static MigrationException failure(
            OpenDatabase database, Checkpoint left, @Nullable BackfillRunner runner, Exception failed) {
        if (failed instanceof MigrationException known) {
            return known;
        }
        Facts facts = Facts.of(failed)
                .withSql(runner == null ? null : runner.currentSql())
                .withState(runner == null ? BackfillMessages.notBegun() : runner.state())
                .masked(database::hidden);
        return new MigrationException(
                BackfillMessages.failed(left.owner().name()).with(facts), failed);
    }

    /** What the script of its revision says. */
    private Backfill described(OpenDatabase database, Checkpoint row) throws SQLException {
        Revision revision = graph.get()
                .find(row.owner().revision())
                .orElseThrow(() -> BackfillMessages.withoutScript(
                                row.owner().name(), row.owner().revision())
                        .exception());
        Map<String, Migration> loaded = source.load(List.of(revision));
        Migration migration = loaded.get(revision.id());
        List<ScriptOperation> operations = migration == null
                ? List.of()
                : migration.in(database.deployment(database.state())).up();
        return operations.stream()
                .flatMap(operation -> operation.operation().inBatches().stream())
                .filter(backfill -> backfill.name().equals(row.owner().name()))
                .findFirst()
                .orElseThrow(() -> BackfillMessages.edited(row.owner().name()).exception());
    }

    /**
     * Tries the rows again that were left out because they failed.
     *
     * @return how it stands now
     */
    public BackfillStatus retry(String name) {
        return with(database -> {
            Checkpoint row = newest(database, name);
            if (row.state() == BackfillState.CANCELLED) {
                throw refusal(row, BackfillState.RUNNING);
            }
            Backfill backfill = described(database, row);
            try (MigrationLock lock = database.backfillLock(row);
                    Session session = database.session()) {
                if (!lock.tryAcquire()) {
                    throw BackfillMessages.takenOver(name).exception();
                }
                List<Failed> again = retried(database, session, row, backfill);
                again.forEach(
                        failed -> database.warn(BackfillMessages.failedAgain(name, failed.key(), failed.reason())));
            }
            return shown(database, name);
        });
    }

    private static List<Failed> retried(OpenDatabase database, Session session, Checkpoint row, Backfill backfill)
            throws SQLException {
        if (row.skipped() == 0) {
            return List.of();
        }
        BackfillRunner runner = null;
        try {
            runner = database.backfillRunner(session, backfill, row);
            return runner.retry();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (SQLException failed) {
            throw failed;
        } catch (Exception failed) {
            throw failure(database, row, runner, failed);
        }
    }

    /**
     * Lets a backfill stand still, wherever it runs: it ends behind the batch that it is in.
     *
     * @param by who wants it, as {@link #list} shows
     */
    public BackfillStatus pause(String name, String by) {
        return change(name, OPEN, BackfillState.PAUSED, BackfillMessages.by(by));
    }

    /** Lets one wait to be run again that was paused or cancelled, or that failed. */
    public BackfillStatus resume(String name) {
        return change(
                name,
                EnumSet.of(BackfillState.PAUSED, BackfillState.CANCELLED, BackfillState.FAILED),
                BackfillState.RUNNING,
                "");
    }

    /**
     * Gives a backfill up: nothing runs it any more. The rows that are done stay so.
     *
     * @param by who wants it, as {@link #list} shows
     */
    public BackfillStatus cancel(String name, String by) {
        Set<BackfillState> before = EnumSet.copyOf(OPEN);
        before.add(BackfillState.PAUSED);
        return change(name, before, BackfillState.CANCELLED, BackfillMessages.by(by));
    }

    /** A runner writes its own state with each batch, so that this one may have to be written again. */
    private BackfillStatus change(String name, Set<BackfillState> before, BackfillState after, String note) {
        return with(database -> {
            Checkpoint row = newest(database, name);
            while (before.contains(row.state())) {
                if (database.move(row, row.ended(begun(row, after), note))) {
                    return shown(database, name);
                }
                row = newest(database, name);
            }
            if (row.state() != begun(row, after)) {
                throw refusal(row, after);
            }
            return shown(database, name);
        });
    }

    private static MigrationException refusal(Checkpoint row, BackfillState wanted) {
        String name = row.owner().name();
        return row.state() == BackfillState.DONE
                ? BackfillMessages.alreadyDone(name, wanted == BackfillState.RUNNING ? "run again" : wanted.text())
                        .exception()
                : BackfillMessages.stopped(name, standing(row)).exception();
    }

    private static String standing(Checkpoint row) {
        return (row.state().text() + " " + row.note()).strip();
    }

    /** What has never begun waits. */
    private static BackfillState begun(Checkpoint row, BackfillState state) {
        return state == BackfillState.RUNNING && row.keyColumns().isEmpty() ? BackfillState.WAITING : state;
    }

    /** As {@link #list} has it. */
    private static BackfillStatus shown(OpenDatabase database, String name) throws SQLException {
        return database.backfills().stream()
                .filter(status -> status.name().equals(name))
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    private static Checkpoint newest(OpenDatabase database, String name) throws SQLException {
        return named(database, name).stream().reduce((older, newer) -> newer).orElseThrow();
    }

    private static List<Checkpoint> named(OpenDatabase database, @Nullable String name) throws SQLException {
        List<Checkpoint> all = database.checkpoints();
        List<Checkpoint> found = all.stream()
                .filter(row -> name == null || row.owner().name().equals(name))
                .toList();
        if (found.isEmpty() && name != null) {
            throw BackfillMessages.unknown(
                            name,
                            all.stream()
                                    .map(row -> row.owner().name())
                                    .distinct()
                                    .toList())
                    .exception();
        }
        return found;
    }

    private interface Work<T> {
        T on(OpenDatabase database) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        try (OpenDatabase database = connector.open()) {
            return work.on(database);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("work on the backfills", failed);
        }
    }
}
