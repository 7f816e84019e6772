package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.TextType;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Where the rows are noted that a backfill left out, with the reason. */
@API(status = INTERNAL, since = "0.1")
public final class BackfillErrors {
    private static final int MOST_REASON = 2000;

    private final TableName name;
    private final Dialect dialect;

    public BackfillErrors(TableName name, Dialect dialect) {
        this.name = name;
        this.dialect = dialect;
    }

    /**
     * A row that failed.
     *
     * @param key as a checkpoint writes it
     */
    @API(status = INTERNAL, since = "0.1")
    public record Failed(long id, String key, String reason) {}

    /** The operation that makes the table. */
    public CreateTable creation() {
        String options = dialect.textTableOptions();
        return new CreateTable(
                Table.of(
                                name,
                                List.of(
                                        Column.of("id", new IntegerType(64, false))
                                                .withAutoIncrement(true),
                                        Column.of("backfill_id", new IntegerType(64, false)),
                                        Column.of("row_key", new TextType(TextType.Size.LARGE)),
                                        Column.of("reason", new TextType(TextType.Size.LARGE))),
                                new PrimaryKey(null, List.of("id")))
                        .withOptions(options.isEmpty() ? Map.of() : Map.of(dialect.name(), options)),
                false);
    }

    public boolean exists(Connection connection) {
        return stored().exists(connection);
    }

    /** Makes the table unless it is there. */
    public void ensure(Connection connection) throws SQLException {
        stored().ensure(connection);
    }

    private StoredRows stored() {
        return new StoredRows(creation().table(), dialect);
    }

    void add(Connection connection, Checkpoint backfill, String key, String reason) throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("backfill_id", backfill.whole());
        row.put("row_key", key);
        row.put("reason", reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON));
        stored().add(connection, row);
    }

    /** The rows that a backfill has left out, the first first. The table must be there. */
    public List<Failed> read(Connection connection, Checkpoint backfill) throws SQLException {
        return read(connection, backfill.id());
    }

    private List<Failed> read(Connection connection, long backfill) throws SQLException {
        List<Failed> rows = new ArrayList<>();
        String sql = "SELECT " + dialect.names().list(List.of("id", "row_key", "reason")) + " FROM "
                + dialect.names().quote(name) + " WHERE " + dialect.names().quote("backfill_id") + " = ? ORDER BY "
                + dialect.names().quote("id");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, backfill);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Failed(row.getLong(1), row.getString(2), row.getString(3)));
                }
            }
        }
        return rows;
    }

    /** Lets what takes a backfill back know which rows it never changed. */
    public void handToUndo(Connection connection, Checkpoint done, Checkpoint undo) throws SQLException {
        if (exists(connection)) {
            update(
                    connection,
                    "UPDATE " + dialect.names().quote(name) + " SET "
                            + dialect.names().quote("backfill_id") + " = ? WHERE "
                            + dialect.names().quote("backfill_id") + " = ?",
                    ofUndo(undo),
                    done.id());
        }
    }

    /** The keys of rows that an undo passes by. */
    List<String> leftOut(Connection connection, Checkpoint undo) throws SQLException {
        return exists(connection)
                ? read(connection, ofUndo(undo)).stream().map(Failed::key).toList()
                : List.of();
    }

    /** Forgets the rows of a backfill that is taken back, or of its undo. */
    public void forget(Connection connection, Checkpoint row) throws SQLException {
        if (exists(connection)) {
            String column = dialect.names().quote("backfill_id");
            update(
                    connection,
                    "DELETE FROM " + dialect.names().quote(name) + " WHERE " + column + " = ? OR " + column + " = ?",
                    row.whole(),
                    ofUndo(row));
        }
    }

    /** An undo may itself have rows that fail, under its own id. */
    private static long ofUndo(Checkpoint undo) {
        return -undo.whole();
    }

    private static void update(Connection connection, String sql, long first, long second) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, first);
            statement.setLong(2, second);
            statement.executeUpdate();
        }
    }

    void remove(Connection connection, Failed row) throws SQLException {
        String sql = "DELETE FROM " + dialect.names().quote(name) + " WHERE "
                + dialect.names().quote("id") + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, row.id());
            statement.executeUpdate();
        }
    }
}
