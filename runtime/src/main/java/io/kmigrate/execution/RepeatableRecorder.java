package io.kmigrate.execution;

import io.kmigrate.history.HistoryEntry;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.RecordedPlace;
import io.kmigrate.history.StepOutcome;
import io.kmigrate.repeatable.Repeatable;
import io.kmigrate.repeatable.RepeatableHistory.Event;
import io.kmigrate.repeatable.RepeatableStep;
import io.kmigrate.revision.MigrationDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes into the history what becomes of objects that follow their text, inside the open transaction. */
record RepeatableRecorder(Connection connection, HistoryTable historyTable, Clock clock) {
    void object(Event event, Repeatable object, String file, List<String> rows) throws SQLException {
        historyTable.add(connection, entry(event, object, file, rows, clock.instant()));
    }

    /** A row that says why an object is not as it should be. It counts for nothing else. */
    void refused(RepeatableStep step, String reason, List<String> rows) throws SQLException {
        Event event = switch (step.action()) {
            case APPLY -> Event.APPLIED;
            case SET_ASIDE -> Event.SET_ASIDE;
            case DROP, RELEASE, FORGET -> Event.DROPPED;
        };
        historyTable.add(
                connection,
                new HistoryEntry(
                        step.object().key(),
                        event.direction(),
                        reason,
                        null,
                        new RecordedPlace(rows, List.of()),
                        clock.instant(),
                        Duration.ZERO,
                        0,
                        StepOutcome.FAILED));
    }

    /** A row about one object. An object that was found is not known, so that its row has no text. */
    static HistoryEntry entry(Event event, Repeatable object, String file, List<String> rows, Instant moment) {
        MigrationDigest digest = event == Event.APPLIED
                ? new MigrationDigest(
                        object.checksum(), null, List.of(object.stored().split("\n", -1)))
                : null;
        return entry(event, object.key(), file, digest, rows, moment);
    }

    /** Which scripts were applied as a whole, by their fingerprints. */
    void files(Map<String, String> files, List<String> rows) throws SQLException {
        for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
            historyTable.add(connection, file(file.getKey(), file.getValue(), rows, clock.instant()));
        }
    }

    /** A row about one script. */
    static HistoryEntry file(String name, String fingerprint, List<String> rows, Instant moment) {
        MigrationDigest digest = new MigrationDigest(Event.FILE.direction(), fingerprint, List.of());
        return entry(Event.FILE, name, "", digest, rows, moment);
    }

    private static HistoryEntry entry(
            Event event,
            String key,
            String message,
            @Nullable MigrationDigest digest,
            List<String> rows,
            Instant moment) {
        return new HistoryEntry(
                key,
                event.direction(),
                message,
                digest,
                new RecordedPlace(rows, List.of()),
                moment,
                Duration.ZERO,
                0,
                StepOutcome.DONE);
    }
}
