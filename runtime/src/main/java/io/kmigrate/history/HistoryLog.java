package io.kmigrate.history;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads the history for people. */
@API(status = INTERNAL, since = "0.1")
public final class HistoryLog {
    private static final List<String> COLUMNS = List.of(
            "revision",
            "direction",
            "message",
            "tag",
            "applied_by",
            "host",
            "tool_version",
            "started_at",
            "duration_ms",
            "operations_done",
            "outcome");

    /** Rows about the scripts of objects that follow their text are for the next run alone. */
    private static final String SCRIPT = "script";

    private final TableName name;
    private final Dialect dialect;

    public HistoryLog(TableName name, Dialect dialect) {
        this.name = name;
        this.dialect = dialect;
    }

    /**
     * The newest entries, newest first; none without a table.
     *
     * @param limit how many at most; 0 for all
     */
    public List<LogEntry> newest(Connection connection, int limit) throws SQLException {
        return new MissingTable(name, dialect).or(List.of(), connection, () -> read(connection, limit));
    }

    private List<LogEntry> read(Connection connection, int limit) throws SQLException {
        String sql = "SELECT " + dialect.names().list(COLUMNS) + " FROM "
                + dialect.names().quote(name) + " WHERE " + dialect.names().quote("direction") + " <> '" + SCRIPT
                + "' ORDER BY " + dialect.names().quote("id") + " DESC";
        List<LogEntry> entries = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(limit);
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    entries.add(entry(row));
                }
            }
        }
        return entries;
    }

    private static LogEntry entry(ResultSet row) throws SQLException {
        return new LogEntry(
                RowText.of(row, "revision"),
                RowText.of(row, "direction"),
                RowText.of(row, "message"),
                new Author(RowText.of(row, "applied_by"), RowText.of(row, "host"), RowText.of(row, "tool_version")),
                row.getString("tag"),
                moment(row.getObject("started_at")),
                Duration.ofMillis(row.getLong("duration_ms")),
                row.getInt("operations_done"),
                RowText.of(row, "outcome"));
    }

    /** Drivers give moments as they like; SQLite, which has none, as the text that was written. */
    private static @Nullable Instant moment(@Nullable Object value) {
        if (value instanceof Timestamp moment) {
            return moment.toInstant();
        }
        if (value instanceof OffsetDateTime moment) {
            return moment.toInstant();
        }
        return value instanceof String text ? parsed(text) : null;
    }

    private static @Nullable Instant parsed(String text) {
        String iso = text.replace(' ', 'T');
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(iso, Instant::from);
        } catch (DateTimeParseException withoutZone) {
            try {
                return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException unreadable) {
                return null;
            }
        }
    }
}
