package io.kmigrate.history;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.revision.Seal;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.TextType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who ran what, when and with what result: one row a step, kept for ever. */
public final class HistoryTable {
    private static final int TEXT_LENGTH = 255;

    private final TableName name;
    private final Dialect dialect;
    private final Supplier<Author> author;
    private final @Nullable String tag;
    private @Nullable Author maker;

    /**
     * @param author what every row of this run says of its maker; asked only when a row is written
     * @param tag what every row of this run says of its reason, as far as it fits; null for none
     */
    public HistoryTable(TableName name, Dialect dialect, Supplier<Author> author, @Nullable String tag) {
        this.name = name;
        this.dialect = dialect;
        this.author = author;
        this.tag = tag;
    }

    /** Who runs the migrations, from where, with which version of Kmigrate. */
    public record Author(String user, String host, String toolVersion) {}

    public TableName name() {
        return name;
    }

    /** The operation that makes the table. */
    public CreateTable creation() {
        return new CreateTable(
                Table.of(
                        name,
                        List.of(
                                Column.of("id", new IntegerType(64, false)).withAutoIncrement(true),
                                text("revision"),
                                text("direction"),
                                text("message").withNullable(true),
                                text("checksum").withNullable(true),
                                text("fingerprint").withNullable(true),
                                Column.of("operations", new TextType(TextType.Size.NORMAL))
                                        .withNullable(true),
                                text("tag").withNullable(true),
                                text("applied_by"),
                                text("host"),
                                text("tool_version"),
                                Column.of("started_at", new TimestampType(true)),
                                Column.of("duration_ms", new IntegerType(64, false)),
                                Column.of("operations_done", new IntegerType(32, false)),
                                text("outcome")),
                        new PrimaryKey(null, List.of("id"))),
                false);
    }

    private static Column text(String column) {
        return Column.of(column, new VarcharType(TEXT_LENGTH));
    }

    /** Makes the table unless it is there. */
    public void ensure(Connection connection) throws SQLException {
        if (dialect.catalog(connection).table(name).isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : render(creation())) {
                    statement.execute(sql);
                }
            }
        }
    }

    /** Adds a row. */
    public void add(Connection connection, HistoryEntry entry) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : render(new BulkInsert(name, List.of(row(entry))))) {
                statement.execute(sql);
            }
        }
    }

    /** A row for a step that a script will run: it starts when the script does, and took no time we know. */
    public String insertion(HistoryEntry entry) {
        Map<String, @Nullable Object> row = row(entry);
        String columns = dialect.names().list(row.keySet());
        String values = row.entrySet().stream()
                .map(value -> value.getKey().equals("started_at")
                        ? "CURRENT_TIMESTAMP"
                        : dialect.literals().render(value.getValue()))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + dialect.names().quote(name) + " (" + columns + ") VALUES (" + values + ")";
    }

    /** Brings the row of a step that is {@code running} up to date. */
    public void update(Connection connection, HistoryEntry entry) throws SQLException {
        String sql = "UPDATE " + dialect.names().quote(name) + " SET " + set("duration_ms") + ", "
                + set("operations_done") + ", " + set("outcome") + " WHERE " + set("revision") + " AND "
                + set("direction") + " AND " + dialect.names().quote("outcome") + " = 'running'";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, entry.duration().toMillis());
            statement.setInt(2, entry.operationsDone());
            statement.setString(3, entry.outcome());
            statement.setString(4, entry.revision());
            statement.setString(5, entry.direction());
            statement.executeUpdate();
        }
    }

    /**
     * How many operations of a step are done that was interrupted before it was finished; 0 when there is
     * no such step, or its script has changed since.
     */
    public int operationsDone(Connection connection, String revision, String direction, String checksum)
            throws SQLException {
        String sql = "SELECT " + dialect.names().quote("operations_done") + " FROM "
                + dialect.names().quote(name) + " WHERE " + set("revision") + " AND " + set("direction") + " AND "
                + set("checksum") + " AND " + dialect.names().quote("outcome") + " = 'running'";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, revision);
            statement.setString(2, direction);
            statement.setString(3, checksum);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getInt(1) : 0;
            }
        }
    }

    /**
     * What was applied, by revision: as it was when it was last applied or repaired. None without a table;
     * must be called outside a transaction, because a failed query would end one on PostgreSQL.
     */
    public Map<String, Seal> seals(Connection connection) throws SQLException {
        try {
            return readSeals(connection);
        } catch (SQLException failed) {
            // Another migrator may have made the table just now; any other failure comes again.
            return dialect.catalog(connection).table(name).isPresent() ? readSeals(connection) : Map.of();
        }
    }

    private Map<String, Seal> readSeals(Connection connection) throws SQLException {
        String sql = "SELECT "
                + dialect.names().list(List.of("revision", "checksum", "fingerprint", "operations")) + " FROM "
                + dialect.names().quote(name) + " WHERE "
                + dialect.names().quote("direction") + " IN ('up', 'repair') AND "
                + dialect.names().quote("outcome") + " = 'done' ORDER BY "
                + dialect.names().quote("id");
        Map<String, Seal> seals = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> operations = result.getString(4).lines().toList();
                seals.put(result.getString(1), new Seal(result.getString(2), result.getString(3), operations));
            }
        }
        return seals;
    }

    private String set(String column) {
        return dialect.names().quote(column) + " = ?";
    }

    private Map<String, @Nullable Object> row(HistoryEntry entry) {
        Author maker = maker();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("revision", entry.revision());
        row.put("direction", entry.direction());
        row.put("message", cut(entry.message()));
        Seal seal = entry.seal();
        row.put("checksum", seal == null ? null : seal.checksum());
        row.put("fingerprint", seal == null ? null : seal.fingerprint());
        row.put("operations", seal == null ? null : String.join("\n", seal.operations()));
        row.put("tag", tag == null ? null : cut(tag));
        row.put("applied_by", cut(maker.user()));
        row.put("host", cut(maker.host()));
        row.put("tool_version", maker.toolVersion());
        row.put("started_at", entry.started());
        row.put("duration_ms", entry.duration().toMillis());
        row.put("operations_done", entry.operationsDone());
        row.put("outcome", entry.outcome());
        return row;
    }

    /** Found out once: a host's name can take time to look up. */
    private Author maker() {
        if (maker == null) {
            maker = author.get();
        }
        return maker;
    }

    private static String cut(String text) {
        return text.length() <= TEXT_LENGTH ? text : text.substring(0, TEXT_LENGTH);
    }

    /** Against the table it makes: how a moment is written can depend on its column. */
    private List<String> render(Operation operation) {
        return dialect.render(
                operation, Catalog.of(Snapshot.of(List.of(creation().table()))));
    }
}
