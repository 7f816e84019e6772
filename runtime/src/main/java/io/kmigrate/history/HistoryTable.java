package io.kmigrate.history;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.Secrets;
import io.kmigrate.operation.AddColumn;
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
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Who ran what, when and with what result: one row a step, kept for ever. */
@API(status = INTERNAL, since = "0.1")
public final class HistoryTable {
    /** The column of {@link RecordedPlace}, which tables of an earlier version do not have. */
    static final String PLACE = "parents";

    private static final int TEXT_LENGTH = 255;

    private static final List<String> UPDATED =
            List.of("checksum", "fingerprint", "operations", "duration_ms", "operations_done", "outcome", "message");

    private final TableName name;
    private final Dialect dialect;
    private final Supplier<Author> author;
    private final @Nullable String tag;
    private final Secrets secrets;
    private @Nullable Author maker;
    private @Nullable Boolean storesPlaces;

    /**
     * @param author what every row of this run says of its maker; asked only when a row is written
     * @param tag what every row of this run says of its reason, as far as it fits; null for none
     * @param secrets no row holds them
     */
    public HistoryTable(
            TableName name, Dialect dialect, Supplier<Author> author, @Nullable String tag, Secrets secrets) {
        this.name = name;
        this.dialect = dialect;
        this.author = author;
        this.tag = tag;
        this.secrets = secrets;
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
                                        place(),
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

    private static Column place() {
        return Column.of(PLACE, new VarcharType(RecordedPlace.LENGTH)).withNullable(true);
    }

    private static Column text(String column) {
        return Column.of(column, new VarcharType(TEXT_LENGTH));
    }

    public boolean exists(Connection connection) {
        return found(connection).isPresent();
    }

    /** Makes the table unless it is there. */
    public void ensure(Connection connection) throws SQLException {
        if (!exists(connection)) {
            execute(connection, render(creation()));
            storesPlaces = true;
        }
    }

    /** False for a table of an earlier version, whose rows do not say where revisions stand. Looked up once. */
    public boolean storesPlaces(Connection connection) {
        if (storesPlaces == null) {
            found(connection);
        }
        return Boolean.TRUE.equals(storesPlaces);
    }

    /** Gives a table of an earlier version its column for places, unless another process has done so. */
    public void ensurePlaces(Connection connection) throws SQLException {
        if (!exists(connection) || storesPlaces(connection)) {
            return;
        }
        Table table = creation().table();
        Table before = table.withColumns(table.columns().stream()
                .filter(column -> !column.name().equals(PLACE))
                .toList());
        Operation addition = new AddColumn(name, place(), null, false);
        execute(connection, dialect.render(addition, Catalog.of(Snapshot.of(List.of(before)))));
        storesPlaces = true;
    }

    private Optional<Table> found(Connection connection) {
        Optional<Table> table = dialect.introspector().catalog(connection).table(name);
        storesPlaces = table.isEmpty()
                ? null
                : table.get().columns().stream()
                        .anyMatch(column -> column.name().equalsIgnoreCase(PLACE));
        return table;
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Adds a row. */
    public void add(Connection connection, HistoryEntry entry) throws SQLException {
        Map<String, @Nullable Object> row = row(entry);
        if (!storesPlaces(connection)) {
            row.remove(PLACE);
        }
        execute(connection, render(new BulkInsert(name, List.of(row))));
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
        return reader().read(connection, ofRevision).unfinished().stream()
                .filter(step -> step.direction().equals(entry.direction()))
                .findFirst()
                .orElseThrow(() -> new SQLException("the row just added to " + name + " is not there"));
    }

    /** Brings the row of a step up to date: how far it came, and by which script. */
    public void update(Connection connection, long row, HistoryEntry entry) throws SQLException {
        MigrationDigest digest = Objects.requireNonNull(entry.digest());
        RecordedPlace place = entry.place() != null && storesPlaces(connection) ? entry.place() : null;
        Stream<String> columns = Stream.concat(UPDATED.stream(), place == null ? Stream.empty() : Stream.of(PLACE));
        String sql = "UPDATE " + dialect.names().quote(name) + " SET "
                + columns.map(this::set).collect(Collectors.joining(", ")) + " WHERE " + set("id");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, digest.checksum());
            statement.setString(2, digest.fingerprint());
            statement.setString(3, operations(digest));
            statement.setLong(4, entry.duration().toMillis());
            statement.setInt(5, entry.operationsDone());
            statement.setString(6, entry.outcome().text());
            statement.setString(7, cut(secrets.hiddenInData(entry.message())));
            if (place != null) {
                statement.setString(8, place.text());
            }
            statement.setLong(place == null ? 8 : 9, row);
            statement.executeUpdate();
        }
    }

    /** What the history knows of the scripts that ran; nothing without a table. */
    public AppliedRecords records(Connection connection) throws SQLException {
        return new MissingTable(name, dialect).or(AppliedRecords.NONE, connection, () -> reader().read(connection, ""));
    }

    private HistoryReader reader() {
        return new HistoryReader(name, dialect);
    }

    private String set(String column) {
        return dialect.names().quote(column) + " = ?";
    }

    private Map<String, @Nullable Object> row(HistoryEntry entry) {
        Author maker = maker();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("revision", entry.revision());
        row.put("direction", entry.direction());
        row.put("message", cut(secrets.hiddenInData(entry.message())));
        MigrationDigest digest = entry.digest();
        row.put("checksum", digest == null ? null : digest.checksum());
        row.put("fingerprint", digest == null ? null : digest.fingerprint());
        row.put("operations", digest == null ? null : operations(digest));
        row.put(PLACE, entry.place() == null ? null : entry.place().text());
        row.put("tag", tag == null ? null : cut(secrets.hiddenInData(tag)));
        row.put("applied_by", cut(maker.user()));
        row.put("host", cut(maker.host()));
        row.put("tool_version", maker.toolVersion());
        row.put("started_at", entry.started().atOffset(ZoneOffset.UTC));
        row.put("duration_ms", entry.duration().toMillis());
        row.put("operations_done", entry.operationsDone());
        row.put("outcome", entry.outcome().text());
        return row;
    }

    private String operations(MigrationDigest digest) {
        return String.join("\n", secrets.hiddenInLines(digest.operations()));
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
