package io.kmigrate.backfill;

import io.kmigrate.backfill.Checkpoint.Owner;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.TextType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of {@link BackfillTable}, and what each has of a {@link Checkpoint}. */
final class CheckpointColumns {
    private static final int TEXT_LENGTH = 255;

    /** Those that each batch writes. */
    static final List<String> MOVED = List.of(
            "state",
            "key_columns",
            "last_key",
            "pass",
            "batches",
            "rows_done",
            "rows_changed",
            "rows_skipped",
            "rows_expected",
            "duration_ms",
            "note");

    static final String RANGE_OF = "range_of";
    static final String END_KEY = "end_key";

    private static final List<String> FIXED =
            List.of("id", "step_id", "operation", "revision", "direction", "name", "work", RANGE_OF, END_KEY);

    static final List<String> ALL =
            Stream.concat(FIXED.stream(), MOVED.stream()).toList();

    private CheckpointColumns() {}

    /** The operation that makes the table. */
    static CreateTable creation(TableName name, Dialect dialect) {
        String options = dialect.textTableOptions();
        return new CreateTable(
                Table.of(
                                name,
                                List.of(
                                        Column.of("id", new IntegerType(64, false))
                                                .withAutoIncrement(true),
                                        number("step_id", 64),
                                        number("operation", 32),
                                        text("revision"),
                                        text("direction"),
                                        text("name"),
                                        text("work"),
                                        text("state"),
                                        large("key_columns"),
                                        large("last_key"),
                                        number("pass", 32),
                                        number("batches", 64),
                                        number("rows_done", 64),
                                        number("rows_changed", 64),
                                        number("rows_skipped", 64),
                                        number("rows_expected", 64).withNullable(true),
                                        number("duration_ms", 64),
                                        Column.of("started_at", new TimestampType(true)),
                                        large("note"),
                                        number(RANGE_OF, 64).withNullable(true),
                                        large(END_KEY)),
                                new PrimaryKey(null, List.of("id")))
                        .withOptions(options.isEmpty() ? Map.of() : Map.of(dialect.name(), options)),
                false);
    }

    private static Column number(String column, int bits) {
        return Column.of(column, new IntegerType(bits, false));
    }

    private static Column text(String column) {
        return Column.of(column, new VarcharType(TEXT_LENGTH));
    }

    /** Empty is null in some databases. */
    private static Column large(String column) {
        return Column.of(column, new TextType(TextType.Size.LARGE)).withNullable(true);
    }

    /** A row that begins. */
    static Map<String, @Nullable Object> row(Owner owner, String work, BackfillState state) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("step_id", owner.step());
        row.put("operation", owner.operation());
        row.put("revision", owner.revision());
        row.put("direction", owner.direction());
        row.put("name", owner.name());
        row.put("work", work);
        row.put("state", state.text());
        row.put("pass", 1);
        row.put("batches", 0);
        row.put("rows_done", 0);
        row.put("rows_changed", 0);
        row.put("rows_skipped", 0);
        row.put("duration_ms", 0);
        row.put("started_at", Instant.now().atOffset(ZoneOffset.UTC));
        return row;
    }

    static Checkpoint checkpoint(ResultSet row) throws SQLException {
        long expected = row.getLong("rows_expected");
        boolean isUnknown = row.wasNull();
        long rangeOf = row.getLong(RANGE_OF);
        boolean isWhole = row.wasNull();
        return new Checkpoint(
                row.getLong("id"),
                new Owner(
                        row.getLong("step_id"),
                        row.getInt("operation"),
                        row.getString("revision"),
                        row.getString("direction"),
                        row.getString("name")),
                BackfillState.of(row.getString("state")),
                text(row, "key_columns"),
                row.getString("work"),
                row.getString("last_key"),
                row.getInt("pass"),
                row.getLong("batches"),
                row.getLong("rows_done"),
                row.getLong("rows_changed"),
                row.getLong("rows_skipped"),
                isUnknown ? null : expected,
                Duration.ofMillis(row.getLong("duration_ms")),
                text(row, "note"),
                isWhole ? null : rangeOf,
                row.getString(END_KEY));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /** Sets what {@link #MOVED} names, in its order. */
    static void fill(PreparedStatement statement, Checkpoint after) throws SQLException {
        statement.setString(1, after.state().text());
        statement.setString(2, after.keyColumns());
        statement.setString(3, after.key());
        statement.setInt(4, after.pass());
        statement.setLong(5, after.batch());
        statement.setLong(6, after.rows());
        statement.setLong(7, after.changed());
        statement.setLong(8, after.skipped());
        statement.setObject(9, after.expected(), java.sql.Types.BIGINT);
        statement.setLong(10, after.time().toMillis());
        statement.setString(11, after.note());
    }
}
