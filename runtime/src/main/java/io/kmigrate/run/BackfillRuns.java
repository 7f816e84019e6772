package io.kmigrate.run;

import io.kmigrate.backfill.BackfillErrors.Failed;
import io.kmigrate.backfill.BackfillRunner;
import io.kmigrate.backfill.BackfillState;
import io.kmigrate.backfill.Checkpoint;
import io.kmigrate.dialect.Session;
import io.kmigrate.failure.Causes;
import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Facts;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The runs of backfills: each by one runner, which holds its lock, and by what the script of its revision says. */
final class BackfillRuns {
    private final Supplier<RevisionGraph> graph;
    private final MigrationSource source;

    BackfillRuns(Supplier<RevisionGraph> graph, MigrationSource source) {
        this.graph = graph;
        this.source = source;
    }

    /** Goes on with a backfill until it is done, unless another runner has it. */
    void run(OpenDatabase database, Checkpoint row, BackfillRunner.Until until) throws SQLException {
        Backfill backfill = described(database, row);
        try (MigrationLock lock = database.backfills().lock(row);
                Session session = database.session()) {
            if (!lock.tryAcquire() || !lock.tryClaim(database.jdbc())) {
                database.warn(BackfillMessages.runsElsewhere(row.owner().name(), lock.holder()));
                return;
            }
            // Another runner may have ended just now.
            Checkpoint now = database.backfills().checkpoint(row).orElse(row);
            if (Backfills.OPEN.contains(now.state())) {
                advance(database, session, now, backfill, until);
            }
        }
    }

    private static void advance(
            OpenDatabase database, Session session, Checkpoint row, Backfill backfill, BackfillRunner.Until until)
            throws SQLException {
        BackfillRunner runner = null;
        try {
            runner = database.backfills().runner(session, backfill, row);
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
            database.backfills().move(left, left.ended(BackfillState.FAILED, reason));
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
            return ofAll(known, runner);
        }
        Facts facts = Facts.of(failed)
                .withSql(runner == null ? null : runner.currentSql())
                .withState(runner == null ? BackfillMessages.notBegun() : runner.state())
                .masked(database::hidden);
        return new MigrationException(
                failed(database, left.owner().name(), failed).with(facts), failed);
    }

    /** A worker tells of its own range alone. */
    private static MigrationException ofAll(MigrationException known, @Nullable BackfillRunner runner) {
        Problem problem = known.problems().get(0);
        return runner == null || problem.facts().state() == null
                ? known
                : new MigrationException(problem.with(problem.facts().withState(runner.state())), known.getCause());
    }

    private static Problem failed(OpenDatabase database, String name, Exception failed) {
        Problem plain = BackfillMessages.failed(name);
        return Causes.first(failed, SQLException.class)
                .flatMap(database.dialect().sessions()::explanation)
                .map(known -> new Problem(plain.code(), plain.message(), null, known.fix(), plain.facts()))
                .orElse(plain);
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

    /** Tries the rows again that were left out because they failed, and warns of those that fail again. */
    void retry(OpenDatabase database, Checkpoint row) throws SQLException {
        String name = row.owner().name();
        Backfill backfill = described(database, row);
        try (MigrationLock lock = database.backfills().lock(row);
                Session session = database.session()) {
            if (!lock.tryAcquire()) {
                throw BackfillMessages.takenOver(name).exception();
            }
            List<Failed> again = retried(database, session, row, backfill);
            again.forEach(failed -> database.warn(BackfillMessages.failedAgain(name, failed.key(), failed.reason())));
        }
    }

    private static List<Failed> retried(OpenDatabase database, Session session, Checkpoint row, Backfill backfill)
            throws SQLException {
        if (row.skipped() == 0) {
            return List.of();
        }
        BackfillRunner runner = null;
        try {
            runner = database.backfills().runner(session, backfill, row);
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
}
