package io.kmigrate.history;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Where the version rows are stored: one column, one row a maximal applied revision. An
 * {@code alembic_version} table has the same shape and can be used by its name.
 */
@API(status = INTERNAL, since = "0.1")
public final class VersionTable {
    /** The column's name, Alembic's too. */
    public static final String COLUMN = "version_num";

    /** Long enough for every id that is allowed: Alembic's 32 characters were too few. */
    private static final int ID_LENGTH = 255;

    private final TableName name;
    private final Dialect dialect;
    private final SideTable side;

    public VersionTable(TableName name, Dialect dialect) {
        this(name, dialect, SideTable.none());
    }

    /** @param side what each change of the rows is written to as well */
    public VersionTable(TableName name, Dialect dialect, SideTable side) {
        this.name = name;
        this.dialect = dialect;
        this.side = side;
    }

    public TableName name() {
        return name;
    }

    /** The operation that makes the table. */
    public CreateTable creation() {
        return new CreateTable(
                Table.of(
                                name,
                                List.of(Column.of(COLUMN, new ColumnType.VarcharType(ID_LENGTH))),
                                new PrimaryKey(null, List.of(COLUMN)))
                        .withOptions(options(dialect)),
                false);
    }

    /** Of tables that hold any text, such as a revision's message. */
    static Map<String, String> options(Dialect dialect) {
        String options = dialect.textTableOptions();
        return options.isEmpty() ? Map.of() : Map.of(dialect.name(), options);
    }

    public boolean exists(Connection connection) {
        return dialect.introspector().catalog(connection).table(name).isPresent();
    }

    /** Whether the table is there, and the one that is written beside it. */
    public boolean isComplete(Connection connection) {
        return exists(connection) && missingSide(connection).isEmpty();
    }

    private Optional<Table> missingSide(Connection connection) {
        return side.table(dialect)
                .filter(table -> dialect.introspector()
                        .catalog(connection)
                        .table(table.name())
                        .isEmpty());
    }

    /** Makes the table unless it is there, and the one that is written beside it. */
    public void ensure(Connection connection) throws SQLException {
        if (!exists(connection)) {
            create(connection, creation());
        }
        Optional<Table> missing = missingSide(connection);
        if (missing.isPresent()) {
            create(connection, new CreateTable(missing.get(), false));
        }
    }

    private void create(Connection connection, CreateTable creation) throws SQLException {
        for (String sql : render(creation)) {
            execute(connection, sql);
        }
    }

    /** What {@link #ensure} makes, for a script. */
    public List<CreateTable> creations() {
        return Stream.concat(
                        Stream.of(creation()), side.table(dialect).map(table -> new CreateTable(table, false)).stream())
                .toList();
    }

    /**
     * The rows, in order; none when there is no table. Never makes the table. One query where the table
     * exists and no transaction is open.
     */
    public List<String> read(Connection connection) throws SQLException {
        return new MissingTable(name, dialect).or(List.of(), connection, () -> rows(connection));
    }

    /**
     * Refuses other rows than these.
     *
     * @throws VersionRowLostException naming one that came or went
     */
    public void expect(Connection connection, List<String> expected) throws SQLException {
        Set<String> changed = new TreeSet<>(rows(connection));
        for (String row : expected) {
            if (!changed.remove(row)) {
                changed.add(row);
            }
        }
        if (!changed.isEmpty()) {
            throw new VersionRowLostException(name, changed.iterator().next());
        }
    }

    /**
     * Refuses other rows than these, once a hook has run.
     *
     * @throws VersionRowLostException naming one that came or went
     */
    public void expectAfterHook(Connection connection, List<String> expected) throws SQLException {
        try {
            expect(connection, expected);
        } catch (VersionRowLostException changed) {
            throw VersionRowLostException.byHook(name, changed.row());
        }
    }

    private List<String> rows(Connection connection) throws SQLException {
        Set<String> rows = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + column() + " FROM " + table())) {
            while (result.next()) {
                rows.add(RowText.of(result, 1));
            }
        }
        return List.copyOf(rows);
    }

    /**
     * Turns the rows before the change into those after it, and writes the change into the table beside this one.
     *
     * @throws VersionRowLostException when a row of those before is not there any more
     */
    public void replace(Connection connection, SideChange change) throws SQLException {
        for (String row : change.before()) {
            if (!change.after().contains(row)) {
                delete(connection, row);
            }
        }
        for (String sql : insertion(change.before(), change.after())) {
            execute(connection, sql);
        }
        side.write(connection, change, dialect);
    }

    /**
     * Writes into the table beside this one that an object was applied which follows its text.
     *
     * @param present checksums of what the database has from now on, by key
     */
    public void applied(Connection connection, String key, Map<String, String> present) throws SQLException {
        side.writeObject(connection, key, present, dialect);
    }

    /** What {@link #applied} does, as statements for a script. */
    public List<String> application(String key, Map<String, String> present) {
        return side.object(key, present, dialect);
    }

    /** What {@link #replace} does, as statements for a script. */
    public List<String> replacement(SideChange change) {
        return Stream.concat(
                        replacement(change.before(), change.after()).stream(),
                        side.statements(change, dialect).stream())
                .toList();
    }

    /** Statements that turn rows into others. */
    public List<String> replacement(Collection<String> before, Collection<String> after) {
        return Stream.concat(
                        before.stream().filter(row -> !after.contains(row)).map(this::deletion),
                        insertion(before, after).stream())
                .toList();
    }

    private List<String> insertion(Collection<String> before, Collection<String> after) {
        List<Map<String, Object>> added = after.stream()
                .filter(row -> !before.contains(row))
                .map(row -> Map.<String, Object>of(COLUMN, row))
                .toList();
        return added.isEmpty() ? List.of() : render(new BulkInsert(name, List.copyOf(added)));
    }

    private String deletion(String row) {
        return "DELETE FROM " + table() + " WHERE " + column() + " = "
                + dialect.literals().render(row);
    }

    private void delete(Connection connection, String row) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.executeUpdate(deletion(row)) != 1) {
                throw new VersionRowLostException(name, row);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> render(Operation operation) {
        return dialect.render(operation, Catalog.of(Snapshot.empty()));
    }

    private String table() {
        return dialect.names().quote(name);
    }

    private String column() {
        return dialect.names().quote(COLUMN);
    }
}
