package io.kmigrate.execution;

import io.kmigrate.execution.Hooks.Moment;
import io.kmigrate.history.HistoryEntry;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.RecordedPlace;
import io.kmigrate.history.SideChange;
import io.kmigrate.history.StepOutcome;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.history.VersionRowLostException;
import io.kmigrate.history.VersionTable;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Revision;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes what a step did into the version and history tables, inside the open transaction, if there is one. */
final class Recorder {
    private final Connection connection;
    private final VersionTable versionTable;
    private final HistoryTable historyTable;
    private final Clock clock;
    private final Guards guards;

    Recorder(Connection connection, VersionTable versionTable, HistoryTable historyTable, Clock clock, Guards guards) {
        this.guards = guards;
        this.connection = connection;
        this.versionTable = versionTable;
        this.historyTable = historyTable;
        this.clock = clock;
    }

    /** The connection of the run. */
    Connection connection() {
        return connection;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Makes sure that a step starts where it was planned to.
     *
     * @throws io.kmigrate.history.VersionRowLostException when somebody else has moved the database
     */
    void expect(Step step) throws SQLException {
        versionTable.expect(connection, step.rowsBefore());
        if (step.isLate()
                && historyTable
                        .records(connection)
                        .places()
                        .containsKey(step.revision().id())) {
            throw new VersionRowLostException(
                    historyTable.name(), step.revision().id());
        }
    }

    /** A step that commits once: its rows and one history row, together with its work. */
    void done(Step step, Instant started) throws SQLException {
        requireUntouched(step);
        versionTable.replace(connection, change(step));
        historyTable.add(connection, entry(step, started, step.operations().size(), outcome(step)));
    }

    /** A step that was rolled back as a whole; written behind the rollback. */
    void failed(Connection over, Step step, Instant started, String reason) throws SQLException {
        historyTable.add(
                over,
                new HistoryEntry(
                        step.revision().id(),
                        direction(step),
                        reason,
                        step.digestOfOperations(),
                        RecordedPlace.of(step.revision()),
                        started,
                        Duration.between(started, clock.instant()),
                        0,
                        StepOutcome.FAILED));
    }

    /** A step that commits several times starts with a history row that says so. */
    UnfinishedStep begin(Step step, Instant started) throws SQLException {
        return historyTable.begin(connection, entry(step, started, 0, StepOutcome.RUNNING));
    }

    /** The same for a step whose operations could commit by themselves. */
    UnfinishedStep beginInFlight(Step step, Instant started) throws SQLException {
        return historyTable.begin(connection, entry(step, started, 0, StepOutcome.IN_FLIGHT));
    }

    /** The row of a step as it is now, while it is in flight. */
    Optional<UnfinishedStep> inFlight(Connection asked, UnfinishedStep begun) throws SQLException {
        return unfinished(asked, begun).filter(UnfinishedStep::isInFlight);
    }

    /** The row of a step as it is now, until it has ended. */
    Optional<UnfinishedStep> unfinished(Connection asked, UnfinishedStep begun) throws SQLException {
        return historyTable.records(asked).unfinished().stream()
                .filter(step -> step.row() == begun.row())
                .findFirst();
    }

    /** Whether something of a step is in the database although it failed. */
    boolean isUnfinished(Connection asked, Step step) throws SQLException {
        return historyTable.records(asked).unfinished().stream()
                .anyMatch(unfinished ->
                        unfinished.revision().equals(step.revision().id()));
    }

    /** Whether the version rows are these. */
    boolean isAt(Connection asked, List<String> rows) throws SQLException {
        return Set.copyOf(versionTable.read(asked)).equals(Set.copyOf(rows));
    }

    /** How far a step that commits several times has come. */
    void progressed(UnfinishedStep began, Step step, Instant started, int done, StepOutcome outcome)
            throws SQLException {
        HistoryEntry entry = entry(step, started, done, outcome);
        Duration duration = began.duration().plus(entry.duration());
        historyTable.update(
                connection,
                began.row(),
                new HistoryEntry(
                        entry.revision(),
                        entry.direction(),
                        entry.message(),
                        entry.digest(),
                        entry.place(),
                        started,
                        duration,
                        done,
                        outcome));
    }

    /** The last commit of a step that commits several times. */
    void finished(UnfinishedStep began, Step step, Instant started) throws SQLException {
        requireUntouched(step);
        versionTable.replace(connection, change(step));
        progressed(began, step, started, step.operations().size(), outcome(step));
    }

    /** Scripts have no business with the version rows: the next run would start from where nobody has been. */
    private void requireUntouched(Step step) throws SQLException {
        try {
            versionTable.expect(connection, step.rowsBefore());
        } catch (VersionRowLostException changed) {
            throw VersionRowLostException.duringStep(
                    versionTable.name(), changed.row(), step.revision().location());
        }
    }

    /** The same for hooks, which also run once the rows are written. */
    void requireUntouchedByHook(Moment moment, Step step) throws SQLException {
        versionTable.expectAfterHook(connection, moment == Moment.BEFORE ? step.rowsBefore() : step.rowsAfter());
    }

    private HistoryEntry entry(Step step, Instant started, int operationsDone, StepOutcome outcome) {
        boolean isWhole = outcome == StepOutcome.DONE || outcome == StepOutcome.SKIPPED;
        return new HistoryEntry(
                step.revision().id(),
                direction(step),
                isWhole ? guards.message(step) : step.recordedMessage(),
                isWhole ? step.digest() : guards.marked(step.digestOfOperations()),
                RecordedPlace.of(step.revision()),
                started,
                Duration.between(started, clock.instant()),
                operationsDone,
                outcome);
    }

    /** Of a step that came to its end. A revision that was passed over on the way up needs nothing on the way down. */
    static StepOutcome outcome(Step step) {
        return step.isLeftOut() ? StepOutcome.SKIPPED : StepOutcome.DONE;
    }

    /** What a step is to the version rows, and to a table beside them. */
    static SideChange change(Step step) {
        List<Revision> moved = List.of(step.revision());
        boolean isUp = step.direction() == Direction.UP;
        return new SideChange(
                isUp ? moved : List.of(),
                isUp ? List.of() : moved,
                step.isLeftOut(),
                step.rowsBefore(),
                step.rowsAfter());
    }

    /** As it stands in the history. */
    static String direction(Step step) {
        return step.direction().name().toLowerCase(Locale.ROOT);
    }
}
