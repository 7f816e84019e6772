package io.kmigrate.history;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Names;
import io.kmigrate.repeatable.RepeatableHistory;
import io.kmigrate.repeatable.RepeatableHistory.Event;
import io.kmigrate.revision.MigrationDigest;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * What a start must know when nothing is to be done, in one statement: the version rows, and the digests of
 * what was applied, without their operations, and their places.
 */
@API(status = INTERNAL, since = "0.1")
public record StartupState(
        History history,
        Map<String, MigrationDigest> digests,
        Map<String, AppliedPlace> places,
        Set<String> skipped,
        RepeatableHistory repeatables) {
    private static final String VERSION = "version";

    /**
     * Looks at both tables. Empty when that does not tell enough: a table is missing, or a step has not ended.
     * Must be called outside a transaction, because a failed query would end one on PostgreSQL.
     */
    public static Optional<StartupState> at(
            Connection connection, Dialect dialect, TableName versionTable, TableName historyTable) {
        // A table of an earlier version, which has no places, is found by a second query.
        return read(connection, query(dialect.names(), versionTable, historyTable, true))
                .or(() -> read(connection, query(dialect.names(), versionTable, historyTable, false)))
                .filter(found -> !found.isUnfinished)
                .map(Reading::state);
    }

    /** Empty where the query fails. The longer way meets the failure again, or finds its reason. */
    private static Optional<Reading> read(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            Reading reading = new Reading();
            while (rows.next()) {
                reading.add(rows);
            }
            return Optional.of(reading);
        } catch (SQLException failed) {
            return Optional.empty();
        }
    }

    /** The rows read so far. */
    private static final class Reading {
        private final Set<String> versions = new TreeSet<>();
        private final Map<String, MigrationDigest> digests = new LinkedHashMap<>();
        private final AppliedPlaces places = new AppliedPlaces();
        private final SkippedRevisions skipped = new SkippedRevisions();
        private final List<RepeatableHistory.Row> repeatables = new ArrayList<>();
        private boolean isUnfinished;

        void add(ResultSet row) throws SQLException {
            String direction = RowText.of(row, 2);
            String revision = RowText.of(row, 3);
            String outcome = RowText.of(row, 4);
            if (direction.equals(VERSION)) {
                versions.add(revision);
            } else if (RowText.isOfRevision(direction) || !isOfObject(direction, outcome, row)) {
                addStep(direction, revision, outcome, row);
            }
        }

        /** How the objects are is not read here, only whether they are as their scripts say. */
        private boolean isOfObject(String direction, String outcome, ResultSet row) throws SQLException {
            Optional<Event> event = Event.of(direction);
            if (event.isPresent() && StepOutcome.isFinished(outcome)) {
                repeatables.add(new RepeatableHistory.Row(
                        event.get(), RowText.of(row, 3), row.getString(5), row.getString(6), null, null));
            }
            return event.isPresent();
        }

        private void addStep(String direction, String revision, String outcome, ResultSet row) throws SQLException {
            if (StepOutcome.isFinished(outcome)) {
                places.note(direction, revision, row.getString(7));
                skipped.note(direction, revision, outcome);
                String checksum = row.getString(5);
                if (checksum != null && (direction.equals("up") || direction.equals("repair"))) {
                    digests.put(revision, new MigrationDigest(checksum, row.getString(6), List.of()));
                }
            } else if (!outcome.equals(StepOutcome.REVERTED.text()) && !outcome.equals(StepOutcome.FAILED.text())) {
                isUnfinished = true;
            }
        }

        StartupState state() {
            return new StartupState(
                    History.of(versions),
                    digests,
                    places.all(),
                    skipped.all(),
                    repeatables.isEmpty() ? RepeatableHistory.NONE : new RepeatableHistory(repeatables));
        }
    }

    private static String query(Names names, TableName versionTable, TableName historyTable, boolean hasPlaces) {
        String columns = names.list(List.of("id", "direction", "revision", "outcome", "checksum", "fingerprint"));
        // Without the table's name, SQLite takes the name of a missing column for a text.
        String place = hasPlaces ? "h." + names.quote(HistoryTable.PLACE) : "''";
        return "SELECT 0, '" + VERSION + "', " + names.quote(VersionTable.COLUMN) + ", '', '', '', '' FROM "
                + names.quote(versionTable) + " UNION ALL SELECT " + columns + ", " + place + " FROM "
                + names.quote(historyTable) + " h ORDER BY 1";
    }
}
