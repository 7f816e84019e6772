package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Session;
import io.kmigrate.execution.Hooks.Moment;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.history.HistoryEntry;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.StepOutcome;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.history.VersionTable;
import io.kmigrate.revision.MigrationDigest;
import io.kmigrate.revision.Revision;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** Writes version rows without running anything. The caller holds the lock. */
@API(status = INTERNAL, since = "0.1")
public final class Stamper {
    private final Sessions sessions;
    private final MigrationConnection migrating;
    private final Connection connection;
    private final VersionTable versionTable;
    private final HistoryTable historyTable;
    private final Clock clock;
    private final StepFailures failures;

    /** @param mask takes passwords out of what the database says when a hook fails */
    public Stamper(
            Sessions sessions,
            MigrationConnection migrating,
            VersionTable versionTable,
            HistoryTable historyTable,
            Clock clock,
            UnaryOperator<String> mask) {
        this.sessions = sessions;
        this.migrating = migrating;
        this.connection = migrating.jdbc();
        this.versionTable = versionTable;
        this.historyTable = historyTable;
        this.clock = clock;
        this.failures = new StepFailures(sessions.dialect().sessions(), mask);
    }

    /**
     * Turns the rows {@code before} into those of {@code after}, with a history row for each new one.
     *
     * @param hooks asked where rows change
     * @throws SQLException when the database refuses; nothing was changed then
     */
    public void stamp(List<String> before, List<Revision> after, Hooks hooks) throws SQLException {
        AppliedStep step = hooks.stamped(before, after, false);
        try (Session session = sessions.open(connection)) {
            Transaction.run(session, () -> {
                versionTable.ensure(connection);
                historyTable.ensure(connection);
                List<String> rows = after.stream().map(Revision::id).toList();
                run(hooks, Moment.BEFORE, step);
                versionTable.replace(connection, before, rows);
                // The user who stamps has looked, and knows better than the traces of a run.
                for (UnfinishedStep unfinished :
                        historyTable.records(connection).unfinished()) {
                    end(unfinished, StepOutcome.REVERTED);
                }
                for (Revision revision : after) {
                    if (!before.contains(revision.id())) {
                        historyTable.add(connection, entry(revision, clock.instant()));
                    }
                }
                run(hooks, Moment.AFTER, step);
            });
        }
    }

    /** A hook hears of nothing where no row changes. */
    private void run(Hooks hooks, Moment moment, AppliedStep step) {
        if (step.changesRows()) {
            new HookRunner(hooks, sessions.dialect(), migrating, failures).run(moment, step);
        }
    }

    /** Makes the version and history tables unless they are there. */
    public void ensureTables() throws SQLException {
        try (Session session = sessions.open(connection)) {
            Transaction.run(session, () -> {
                versionTable.ensure(connection);
                historyTable.ensure(connection);
            });
        }
    }

    /** Notes that scripts are accepted as they now are. */
    public void repair(Map<Revision, MigrationDigest> digests, String reason) throws SQLException {
        try (Session session = sessions.open(connection)) {
            Transaction.run(session, () -> {
                for (Map.Entry<Revision, MigrationDigest> accepted : digests.entrySet()) {
                    String id = accepted.getKey().id();
                    historyTable.add(
                            connection,
                            new HistoryEntry(
                                    id,
                                    "repair",
                                    reason,
                                    accepted.getValue(),
                                    clock.instant(),
                                    Duration.ZERO,
                                    0,
                                    StepOutcome.DONE));
                }
            });
        }
    }

    /**
     * Ends a step that was never finished, without running anything.
     *
     * @param outcome whether the step counts as done
     * @param rows the version rows as they are, and as they are to be
     * @param reason kept in a history row of its own
     * @param hooks asked where rows change
     */
    public void resolve(UnfinishedStep unfinished, StepOutcome outcome, Rows rows, String reason, Hooks hooks)
            throws SQLException {
        List<String> before = rows.before();
        List<String> after = rows.after();
        AppliedStep step = new AppliedStep(
                StepKind.RESOLVE,
                unfinished.revision(),
                unfinished.message(),
                before,
                after,
                hooks.tag(),
                false,
                false);
        try (Session session = sessions.open(connection)) {
            Transaction.run(session, () -> {
                run(hooks, Moment.BEFORE, step);
                versionTable.replace(connection, before, after);
                end(unfinished, outcome);
                historyTable.add(
                        connection,
                        new HistoryEntry(
                                unfinished.revision(),
                                "resolve",
                                reason,
                                null,
                                clock.instant(),
                                Duration.ZERO,
                                unfinished.operationsDone(),
                                StepOutcome.DONE));
                run(hooks, Moment.AFTER, step);
            });
        }
    }

    /** Version rows before and after something. */
    public record Rows(List<String> before, List<String> after) {
        public Rows {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /** Ends a step that has ended by other means. */
    public void forget(UnfinishedStep unfinished) throws SQLException {
        try (Session session = sessions.open(connection)) {
            Transaction.run(session, () -> end(unfinished, StepOutcome.REVERTED));
        }
    }

    private void end(UnfinishedStep unfinished, StepOutcome outcome) throws SQLException {
        historyTable.update(connection, unfinished.row(), unfinished.ended(outcome));
    }

    /** The history row of a revision that was stamped. */
    static HistoryEntry entry(Revision revision, Instant started) {
        return new HistoryEntry(
                revision.id(), "stamp", revision.message(), null, started, Duration.ZERO, 0, StepOutcome.DONE);
    }
}
