package io.kmigrate.history;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.repeatable.RepeatableHistory;
import io.kmigrate.repeatable.RepeatableHistory.Event;
import io.kmigrate.revision.MigrationDigest;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a history, in one query, to what they say all together. */
record HistoryReader(TableName name, Dialect dialect) {
    /** {@code where}: a condition with its word, or nothing. */
    AppliedRecords read(Connection connection, String where) throws SQLException {
        // All columns: a table of an earlier version has one less, and must be readable in one query, too.
        String sql = "SELECT * FROM " + dialect.names().quote(name) + where + " ORDER BY "
                + dialect.names().quote("id");
        Map<String, MigrationDigest> digests = new LinkedHashMap<>();
        Set<String> applied = new LinkedHashSet<>();
        SkippedRevisions skipped = new SkippedRevisions();
        AppliedPlaces places = new AppliedPlaces();
        List<UnfinishedStep> unfinished = new ArrayList<>();
        List<RepeatableHistory.Row> repeatables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            boolean hasPlaces = hasPlaces(result.getMetaData());
            while (result.next()) {
                String direction = RowText.of(result, "direction");
                String outcome = RowText.of(result, "outcome");
                Optional<Event> event = RowText.isOfRevision(direction) ? Optional.empty() : Event.of(direction);
                if (event.isPresent()) {
                    if (StepOutcome.isFinished(outcome)) {
                        repeatables.add(repeatable(event.get(), result, hasPlaces));
                    }
                } else if (StepOutcome.isFinished(outcome)) {
                    String revision = RowText.of(result, "revision");
                    note(revision, direction, applied);
                    skipped.note(direction, revision, outcome);
                    places.note(direction, revision, hasPlaces ? result.getString(HistoryTable.PLACE) : null);
                    if (isDigest(direction, result.getString("checksum"))) {
                        digests.put(revision, digest(result));
                    }
                } else if (!outcome.equals(StepOutcome.REVERTED.text()) && !outcome.equals(StepOutcome.FAILED.text())) {
                    unfinished.add(unfinished(result, outcome.equals(StepOutcome.IN_FLIGHT.text())));
                }
            }
        }
        return new AppliedRecords(digests, applied, skipped.all(), places.all(), known(repeatables), unfinished);
    }

    private static RepeatableHistory known(List<RepeatableHistory.Row> rows) {
        return rows.isEmpty() ? RepeatableHistory.NONE : new RepeatableHistory(rows);
    }

    private static RepeatableHistory.Row repeatable(Event event, ResultSet row, boolean hasPlaces) throws SQLException {
        String stored = RowText.of(row, "operations");
        return new RepeatableHistory.Row(
                event,
                RowText.of(row, "revision"),
                row.getString("checksum"),
                row.getString("fingerprint"),
                stored.isEmpty() ? null : stored,
                RecordedPlace.parse(hasPlaces ? row.getString(HistoryTable.PLACE) : null)
                        .map(RecordedPlace::parents)
                        .orElse(null));
    }

    /** A repair that accepts a place alone knows no digest. */
    private static boolean isDigest(String direction, @Nullable String checksum) {
        return checksum != null && (direction.equals("up") || direction.equals("repair"));
    }

    private static boolean hasPlaces(ResultSetMetaData columns) throws SQLException {
        for (int place = 1; place <= columns.getColumnCount(); place++) {
            if (columns.getColumnName(place).equalsIgnoreCase(HistoryTable.PLACE)) {
                return true;
            }
        }
        return false;
    }

    /** A stamp may lead anywhere, also down: what went before it is no longer sure. */
    private static void note(String revision, String direction, Set<String> applied) {
        switch (direction) {
            case "up", "repair" -> applied.add(revision);
            case "down" -> applied.remove(revision);
            case "stamp" -> {
                applied.clear();
                applied.add(revision);
            }
            default -> {}
        }
    }

    private static MigrationDigest digest(ResultSet row) throws SQLException {
        // Some databases keep no empty text: that of a revision without operations comes back as null.
        String operations = RowText.of(row, "operations");
        return new MigrationDigest(
                row.getString("checksum"),
                row.getString("fingerprint"),
                operations.isEmpty() ? List.of() : List.of(operations.split("\n")));
    }

    private static UnfinishedStep unfinished(ResultSet row, boolean isInFlight) throws SQLException {
        MigrationDigest written = digest(row);
        List<String> lines = written.operations();
        return new UnfinishedStep(
                row.getLong("id"),
                RowText.of(row, "revision"),
                RowText.of(row, "direction"),
                RowText.of(row, "message"),
                new MigrationDigest(
                        written.checksum(),
                        written.fingerprint(),
                        lines.stream().map(Decisions::plain).toList()),
                Duration.ofMillis(row.getLong("duration_ms")),
                row.getInt("operations_done"),
                isInFlight,
                Decisions.of(lines));
    }
}
