package io.kmigrate.execution;

import io.kmigrate.history.HistoryEntry;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.VersionTable;
import io.kmigrate.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Writes what a step did into the version and history tables, inside whatever transaction is open. */
final class Recorder {
    private final Connection connection;
    private final VersionTable versionTable;
    private final HistoryTable historyTable;
    private final Clock clock;

    Recorder(Connection connection, VersionTable versionTable, HistoryTable historyTable, Clock clock) {
        this.connection = connection;
        this.versionTable = versionTable;
        this.historyTable = historyTable;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** A step that commits once: its rows and one history row, together with its work. */
    void done(Step step, Instant started) throws SQLException {
        versionTable.replace(connection, step.rowsBefore(), step.rowsAfter());
        historyTable.add(connection, entry(step, started, step.operations().size(), "done"));
    }

    /** A step that commits several times starts with a history row that says so. */
    void begun(Step step, Instant started) throws SQLException {
        historyTable.add(connection, entry(step, started, 0, "running"));
    }

    /** How far a step that commits several times has come. */
    void progressed(Step step, Instant started, int operationsDone) throws SQLException {
        historyTable.update(connection, entry(step, started, operationsDone, "running"));
    }

    /** The last commit of a step that commits several times. */
    void finished(Step step, Instant started) throws SQLException {
        versionTable.replace(connection, step.rowsBefore(), step.rowsAfter());
        historyTable.update(connection, entry(step, started, step.operations().size(), "done"));
    }

    /** How many operations an earlier, interrupted run of this very step has done; 0 for a first run. */
    int operationsDone(Step step) throws SQLException {
        return historyTable.operationsDone(
                connection, step.revision().id(), direction(step), step.seal().checksum());
    }

    private HistoryEntry entry(Step step, Instant started, int operationsDone, String outcome) {
        return new HistoryEntry(
                step.revision().id(),
                direction(step),
                step.revision().message(),
                step.seal(),
                started,
                Duration.between(started, clock.instant()),
                operationsDone,
                outcome);
    }

    private static String direction(Step step) {
        return step.direction().name().toLowerCase(Locale.ROOT);
    }
}
