package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Session;
import io.kmigrate.execution.Hooks.Moment;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.failure.Secrets;
import io.kmigrate.history.HistoryEntry;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.RecordedPlace;
import io.kmigrate.history.SideChange;
import io.kmigrate.history.StepOutcome;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.history.VersionTable;
import io.kmigrate.repeatable.DeclaredRepeatable;
import io.kmigrate.repeatable.RepeatableHistory.Event;
import io.kmigrate.revision.MigrationDigest;
import io.kmigrate.revision.Revision;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

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

    /** @param secrets are taken out of what the database says when a hook fails */
    public Stamper(
            Sessions sessions,
            MigrationConnection migrating,
            VersionTable versionTable,
            HistoryTable historyTable,
            Clock clock,
            Secrets secrets) {
        this.sessions = sessions;
        this.migrating = migrating;
        this.connection = migrating.jdbc();
        this.versionTable = versionTable;
        this.historyTable = historyTable;
        this.clock = clock;
        this.failures = new StepFailures(sessions.dialect().sessions(), secrets);
    }

    /**
     * Turns the rows before the change into those of {@code after}, with a history row for each new one.
     *
     * @param accepted what stands beneath them and has to be said by itself: see {@link #repair}
     * @param hooks asked where rows change
     * @throws SQLException when the database refuses; nothing was changed then
     */
    public void stamp(SideChange change, List<Revision> after, Accepted accepted, Hooks hooks) throws SQLException {
        stamp(change, after, hooks, () -> accept(accepted));
    }

    /**
     * The same for a database of another tool, with a history row for each object that it has as well.
     *
     * @throws SQLException when the database refuses; nothing was changed then
     */
    public void take(SideChange change, List<Revision> after, KnownObjects objects, Hooks hooks) throws SQLException {
        RepeatableRecorder recorder = new RepeatableRecorder(connection, historyTable, clock);
        stamp(change, after, hooks, () -> {
            for (DeclaredRepeatable object : objects.objects()) {
                recorder.object(Event.APPLIED, object.object(), object.file(), change.after());
            }
            recorder.files(objects.files(), change.after());
        });
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void stamp(SideChange change, List<Revision> after, Hooks hooks, Work more) throws SQLException {
        List<String> before = change.before();
        AppliedStep step = hooks.stamped(before, after, false);
        try (Session session = sessions.open(connection)) {
            ownTables().update(session, sessions);
            SessionKeeper keeper = keeper();
            Transaction.run(session, () -> {
                ownTables().create();
                run(keeper, hooks, Moment.BEFORE, step);
                versionTable.replace(connection, change);
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
                more.run();
                run(keeper, hooks, Moment.AFTER, step);
            });
        }
    }

    private SessionKeeper keeper() {
        return new SessionKeeper(sessions.dialect().sessions().settings(), connection, false);
    }

    /** A hook hears of nothing where no row changes. */
    private void run(SessionKeeper keeper, Hooks hooks, Moment moment, AppliedStep step) throws SQLException {
        if (step.changesRows() && hooks.hook() != StepHook.none()) {
            keeper.remember();
            new HookRunner(hooks, sessions.dialect(), migrating, failures).run(moment, step);
            keeper.putBackInside();
            versionTable.expectAfterHook(connection, moment == Moment.BEFORE ? step.rowsBefore() : step.rowsAfter());
        }
    }

    /** Makes the version and history tables unless they are there, and gives a table of an earlier version its columns. */
    public void ensureTables() throws SQLException {
        try (Session session = sessions.open(connection)) {
            Transaction.run(session, ownTables()::create);
            ownTables().update(session, sessions);
        }
    }

    private OwnTables ownTables() {
        return new OwnTables(versionTable, historyTable, connection);
    }

    /**
     * Revisions that count as applied with the scripts that they have now.
     *
     * @param digests null for a script that nobody has compared
     * @param reason kept in the history
     */
    public record Accepted(Map<Revision, @Nullable MigrationDigest> digests, String reason) {
        /** Of a command that accepts nothing. */
        public static final Accepted NOTHING = new Accepted(Map.of(), "");

        public Accepted {
            digests = Collections.unmodifiableMap(new LinkedHashMap<>(digests));
        }
    }

    /** Notes that scripts are accepted as they now are, and where they now are; with other version rows for them. */
    public void repair(Accepted accepted, SideChange rows) throws SQLException {
        try (Session session = sessions.open(connection)) {
            ownTables().update(session, sessions);
            Transaction.run(session, () -> {
                versionTable.replace(connection, rows);
                accept(accepted);
            });
        }
    }

    private void accept(Accepted accepted) throws SQLException {
        for (Map.Entry<Revision, @Nullable MigrationDigest> entry :
                accepted.digests().entrySet()) {
            historyTable.add(
                    connection,
                    new HistoryEntry(
                            entry.getKey().id(),
                            "repair",
                            accepted.reason(),
                            entry.getValue(),
                            RecordedPlace.of(entry.getKey()),
                            clock.instant(),
                            Duration.ZERO,
                            0,
                            StepOutcome.DONE));
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
    public void resolve(UnfinishedStep unfinished, StepOutcome outcome, SideChange rows, String reason, Hooks hooks)
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
            SessionKeeper keeper = keeper();
            Transaction.run(session, () -> {
                run(keeper, hooks, Moment.BEFORE, step);
                versionTable.replace(connection, rows);
                end(unfinished, outcome);
                historyTable.add(
                        connection,
                        new HistoryEntry(
                                unfinished.revision(),
                                "resolve",
                                reason,
                                null,
                                null,
                                clock.instant(),
                                Duration.ZERO,
                                unfinished.operationsDone(),
                                StepOutcome.DONE));
                run(keeper, hooks, Moment.AFTER, step);
            });
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
                revision.id(),
                "stamp",
                revision.message(),
                null,
                RecordedPlace.of(revision),
                started,
                Duration.ZERO,
                0,
                StepOutcome.DONE);
    }
}
