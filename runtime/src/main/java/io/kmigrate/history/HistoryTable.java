package io.kmigrate.history;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.revision.MigrationDigest;
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
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Who ran what, when and with what result: one row a step, kept for ever. */
@API(status = INTERNAL, since = "0.1")
public final class HistoryTable {
    private static final int TEXT_LENGTH = 255;

    private static final List<String> UPDATED =
            List.of("checksum", "fingerprint", "operations", "duration_ms", "operations_done", "outcome");

    private static final List<String> READ = List.of(
            "id",
            "revision",
            "direction",
            "message",
            "checksum",
            "fingerprint",
            "operations",
            "duration_ms",
            "operations_done",
            "outcome");

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

    public TableName name() {
        return name;
    }

    /** The operation that makes the table. */
    public CreateTable creation() {
        return new CreateTable(
                Table.of(
                                name,
                                List.of(
                                        Column.of("id", new IntegerType(64, false))
                                                .withAutoIncrement(true),
                                        text("revision"),
                                        text("direction"),
                                        text("message").withNullable(true),
                                        text("checksum").withNullable(true),
                                        text("fingerprint").withNullable(true),
                                        // The first revision of a database that was there before may have thousands.
                                        Column.of("operations", new TextType(TextType.Size.LARGE))
                                                .withNullable(true),
                                        text("tag").withNullable(true),
                                        text("applied_by"),
                                        text("host"),
                                        text("tool_version"),
                                        Column.of("started_at", new TimestampType(true)),
                                        Column.of("duration_ms", new IntegerType(64, false)),
                                        Column.of("operations_done", new IntegerType(32, false)),
                                        text("outcome")),
                                new PrimaryKey(null, List.of("id")))
                        .withOptions(VersionTable.options(dialect)),
                false);
    }

    private static Column text(String column) {
        return Column.of(column, new VarcharType(TEXT_LENGTH));
    }

    public boolean exists(Connection connection) {
        return new MissingTable(name, dialect).exists(connection);
    }

    /** Makes the table unless it is there. */
    public void ensure(Connection connection) throws SQLException {
        if (!exists(connection)) {
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
                        ? dialect.literals().now()
                        : dialect.literals().render(value.getValue()))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + dialect.names().quote(name) + " (" + columns + ") VALUES (" + values + ")";
    }

    /** Adds the row of a step that commits several times, and finds it again. */
    public UnfinishedStep begin(Connection connection, HistoryEntry entry) throws SQLException {
        add(connection, entry);
        String ofRevision = " WHERE " + dialect.names().quote("revision") + " = "
                + dialect.literals().render(entry.revision());
        return read(connection, ofRevision).unfinished().stream()
                .filter(step -> step.direction().equals(entry.direction()))
                .findFirst()
                .orElseThrow(() -> new SQLException("the row just added to " + name + " is not there"));
    }

    /** Brings the row of a step up to date: how far it came, and by which script. */
    public void update(Connection connection, long row, HistoryEntry entry) throws SQLException {
        MigrationDigest digest = Objects.requireNonNull(entry.digest());
        String sql = "UPDATE " + dialect.names().quote(name) + " SET "
                + UPDATED.stream().map(this::set).collect(Collectors.joining(", ")) + " WHERE " + set("id");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, digest.checksum());
            statement.setString(2, digest.fingerprint());
            statement.setString(3, String.join("\n", digest.operations()));
            statement.setLong(4, entry.duration().toMillis());
            statement.setInt(5, entry.operationsDone());
            statement.setString(6, entry.outcome().text());
            statement.setLong(7, row);
            statement.executeUpdate();
        }
    }

    /** What the history knows of the scripts that ran; nothing without a table. */
    public AppliedRecords records(Connection connection) throws SQLException {
        return new MissingTable(name, dialect).or(AppliedRecords.NONE, connection, () -> read(connection, ""));
    }

    private AppliedRecords read(Connection connection, String where) throws SQLException {
        String sql = "SELECT " + dialect.names().list(READ) + " FROM "
                + dialect.names().quote(name) + where + " ORDER BY "
                + dialect.names().quote("id");
        Map<String, MigrationDigest> digests = new LinkedHashMap<>();
        Set<String> applied = new LinkedHashSet<>();
        List<UnfinishedStep> unfinished = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                String direction = result.getString("direction");
                String outcome = result.getString("outcome");
                if (outcome.equals(StepOutcome.DONE.text())) {
                    note(result.getString("revision"), direction, applied);
                    if (direction.equals("up") || direction.equals("repair")) {
                        digests.put(result.getString("revision"), digest(result));
                    }
                } else if (!outcome.equals(StepOutcome.REVERTED.text()) && !outcome.equals(StepOutcome.FAILED.text())) {
                    unfinished.add(unfinished(result, outcome.equals(StepOutcome.IN_FLIGHT.text())));
                }
            }
        }
        return new AppliedRecords(digests, applied, unfinished);
    }

    /** A stamp may lead anywhere, also down: what went before it is no longer sure. */
    private static void note(String revision, String direction, Set<String> applied) {
        switch (direction) {
            case "up" -> applied.add(revision);
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
        String operations = Objects.requireNonNullElse(row.getString("operations"), "");
        return new MigrationDigest(
                row.getString("checksum"),
                row.getString("fingerprint"),
                operations.isEmpty() ? List.of() : List.of(operations.split("\n")));
    }

    private static UnfinishedStep unfinished(ResultSet row, boolean isInFlight) throws SQLException {
        return new UnfinishedStep(
                row.getLong("id"),
                row.getString("revision"),
                row.getString("direction"),
                Objects.requireNonNullElse(row.getString("message"), ""),
                digest(row),
                Duration.ofMillis(row.getLong("duration_ms")),
                row.getInt("operations_done"),
                isInFlight);
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
        MigrationDigest digest = entry.digest();
        row.put("checksum", digest == null ? null : digest.checksum());
        row.put("fingerprint", digest == null ? null : digest.fingerprint());
        row.put("operations", digest == null ? null : String.join("\n", digest.operations()));
        row.put("tag", tag == null ? null : cut(tag));
        row.put("applied_by", cut(maker.user()));
        row.put("host", cut(maker.host()));
        row.put("tool_version", maker.toolVersion());
        row.put("started_at", entry.started().atOffset(ZoneOffset.UTC));
        row.put("duration_ms", entry.duration().toMillis());
        row.put("operations_done", entry.operationsDone());
        row.put("outcome", entry.outcome().text());
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
