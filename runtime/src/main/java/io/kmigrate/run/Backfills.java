package io.kmigrate.run;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.backfill.BackfillRunner;
import io.kmigrate.backfill.BackfillState;
import io.kmigrate.backfill.BackfillStatus;
import io.kmigrate.backfill.Checkpoint;
import io.kmigrate.backfill.Estimate;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.execution.BackfillGate;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.plan.Plan;
import io.kmigrate.revision.MigrationSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The backfills of a database. Those in the background run here and nowhere else: one runner each, whichever host it is
 * on. Every method throws {@link MigrationException} and nothing else.
 */
@API(status = STABLE, since = "0.1")
public final class Backfills {
    /** Those that a runner takes up. */
    static final Set<BackfillState> OPEN =
            EnumSet.of(BackfillState.WAITING, BackfillState.RUNNING, BackfillState.FAILED);

    private final DatabaseConnector connector;
    private final BackfillRuns runs;

    Backfills(DatabaseConnector connector, Supplier<RevisionGraph> graph, MigrationSource source) {
        this.connector = connector;
        this.runs = new BackfillRuns(graph, source);
    }

    /** All that a database knows, the oldest first; none where it is not there yet. */
    public List<BackfillStatus> list() {
        if (connector.isMissing()) {
            return List.of();
        }
        return with(database -> database.backfills().status());
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
        return !waits || connector.isMissing()
                ? List.of()
                : with(database -> database.backfills().gates(plan));
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
                    runs.run(database, row, until);
                }
            }
            named(database, name);
            return database.backfills().status().stream()
                    .filter(status -> name == null || status.name().equals(name))
                    .toList();
        });
    }

    /** One that was named is not passed over in silence. */
    private static void refuseStopped(OpenDatabase database, @Nullable String name) throws SQLException {
        if (name != null) {
            Checkpoint row = chosen(database, name, found -> !isStopped(found));
            if (isStopped(row)) {
                throw BackfillMessages.stopped(name, standing(row)).exception();
            }
        }
    }

    private static boolean isStopped(Checkpoint row) {
        return row.state() == BackfillState.PAUSED || row.state() == BackfillState.CANCELLED;
    }

    /**
     * Tries the rows again that were left out because they failed.
     *
     * @return how it stands now
     */
    public BackfillStatus retry(String name) {
        return with(database -> {
            Checkpoint row =
                    chosen(database, name, found -> found.skipped() > 0 && found.state() != BackfillState.CANCELLED);
            if (row.state() == BackfillState.CANCELLED) {
                throw refusal(row, BackfillState.RUNNING);
            }
            runs.retry(database, row);
            return shown(database, row);
        });
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
            Checkpoint row = chosen(database, name, found -> before.contains(found.state()));
            while (before.contains(row.state())) {
                if (database.backfills().move(row, row.ended(begun(row, after), note))) {
                    return shown(database, row);
                }
                row = database.backfills().checkpoint(row).orElse(row);
            }
            if (row.state() != begun(row, after)) {
                throw refusal(row, after);
            }
            return shown(database, row);
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
    private static BackfillStatus shown(OpenDatabase database, Checkpoint row) throws SQLException {
        return database.backfills().status().stream()
                .filter(status -> status.name().equals(row.owner().name())
                        && status.revision().equals(row.owner().revision()))
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    /** Several revisions may have one of the name: the newest of those that are meant, or the newest. */
    private static Checkpoint chosen(OpenDatabase database, String name, Predicate<Checkpoint> isMeant)
            throws SQLException {
        List<Checkpoint> all = named(database, name);
        return all.stream().filter(isMeant).reduce((older, newer) -> newer).orElseGet(() -> all.get(all.size() - 1));
    }

    private static List<Checkpoint> named(OpenDatabase database, @Nullable String name) throws SQLException {
        List<Checkpoint> all = database.backfills().checkpoints();
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
