package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.RowChange;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.ArrayType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.DecimalType;
import io.kmigrate.schema.ColumnType.FloatType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.JsonType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.DefaultingColumnTypeVisitor;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Backfill} speaks to a database: batches are ranges of a key, which the database itself compares, so that
 * every type and collation is in order. To implement: override what the database writes in another way.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public class BatchSql {
    /** Names of columns for the seconds that a replica is behind. */
    public static final List<String> REPLICA_LAG_COLUMNS = List.of("Seconds_Behind_Source", "Seconds_Behind_Master");

    private static final String ROWS = "kmigrate_rows";

    private final Names names;

    public BatchSql(Names names) {
        this.names = names;
    }

    /**
     * A range of keys, both ends as SQL literals.
     *
     * @param after the key before the first; null: from the start
     * @param last the last key; null: to the end
     */
    public record Range(
            @Nullable List<String> after, @Nullable List<String> last) {}

    /**
     * Finds the end of a batch: its last key, and in a last column the number of its rows. No row where nothing is left.
     *
     * @param rows how many rows the batch may have
     * @param hasMaximum as {@link #hasMaximum} says of the key
     */
    public final String lastKey(TableName table, List<String> key, Range range, int rows, boolean hasMaximum) {
        String columns = names.list(key);
        String inner =
                "(" + first(rows, columns, names.quote(table), where(condition(key, range)), order(key, "")) + ") b";
        // An aggregate keeps no rows, as a window does.
        return hasMaximum
                ? "SELECT MAX(" + columns + "), COUNT(*) FROM " + inner + " HAVING COUNT(*) > 0"
                : first(1, columns + ", COUNT(*) OVER () AS " + names.quote(ROWS), inner, "", order(key, " DESC"));
    }

    /** Finds the last key of a range, of which an index knows it without the others; no row where nothing is there. */
    public final String lastWithin(TableName table, List<String> key, Range range) {
        String from = names.quote(table);
        return first(1, names.list(key), from, where(condition(key, range)), order(key, " DESC"));
    }

    /** Whether the last key of some rows is the maximum of its one column. */
    public final boolean hasMaximum(List<Column> key) {
        return key.size() == 1 && key.get(0).type().accept(Measured.VALUES);
    }

    /** The first rows of a query; all parts but the columns begin with their keyword. */
    protected String first(int rows, String columns, String from, String where, String order) {
        return "SELECT " + columns + " FROM " + from + where + order + " LIMIT " + rows;
    }

    private String order(List<String> key, String direction) {
        return key.stream()
                .map(column -> names.quote(column) + direction)
                .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    /** A condition for the rows of a range; empty for all rows. */
    public final String condition(List<String> key, Range range) {
        List<String> conditions = new ArrayList<>();
        if (range.after() != null) {
            conditions.add(compare(key, ">", ">", range.after()));
        }
        if (range.last() != null) {
            conditions.add(compare(key, "<", "<=", range.last()));
        }
        return String.join(" AND ", conditions);
    }

    private String compare(List<String> key, String strict, String end, List<String> values) {
        return key.size() == 1
                ? names.quote(key.get(0)) + " " + end + " " + values.get(0)
                : compareRows(key, strict, end, values);
    }

    /**
     * Compares keys of several columns, so that an index can help.
     *
     * @param strict the operator for all columns but the last
     * @param end the operator for the last
     */
    protected String compareRows(List<String> key, String strict, String end, List<String> values) {
        String nested = names.quote(key.get(key.size() - 1)) + " " + end + " " + values.get(key.size() - 1);
        for (int place = key.size() - 2; place >= 0; place--) {
            String column = names.quote(key.get(place));
            String value = values.get(place);
            nested = column + " " + strict + "= " + value + " AND (" + column + " " + strict + " " + value + " OR ("
                    + column + " = " + value + " AND " + nested + "))";
        }
        return nested;
    }

    /** A comparison of rows, where an index helps it. */
    protected final String rowComparison(List<String> key, String operator, List<String> values) {
        return "(" + names.list(key) + ") " + operator + " (" + String.join(", ", values) + ")";
    }

    /** A condition for the row of a key. */
    public final String at(List<String> key, List<String> values) {
        return IntStream.range(0, key.size())
                .mapToObj(place -> names.quote(key.get(place)) + " = " + values.get(place))
                .collect(Collectors.joining(" AND "));
    }

    /**
     * The statement that changes the rows for which a condition holds; empty where code does. Of a file it shows how a
     * row is inserted.
     *
     * @param source the table as it is, if it is known
     */
    public final Optional<String> change(Backfill backfill, Optional<Table> source, String condition) {
        String table = names.quote(backfill.table());
        String rows = where(both(condition, backfill.where()));
        RowChange change = backfill.change();
        if (change instanceof RowChange.SetColumns set) {
            return Optional.of("UPDATE " + table + " SET " + assignments(set.expressions()) + rows);
        }
        if (change instanceof RowChange.CopyInto copy) {
            List<String> copied = copy.copied(source.orElse(null));
            String columns = names.list(copied);
            return Optional.of(
                    "INSERT INTO " + names.quote(copy.into()) + (copied.isEmpty() ? "" : " (" + columns + ")")
                            + " SELECT " + (copied.isEmpty() ? "*" : columns) + " FROM " + table + rows);
        }
        if (change instanceof RowChange.LoadRows load) {
            List<String> values =
                    load.header().stream().map(column -> ":" + column).toList();
            return Optional.of(copyIn(backfill.table(), load.header())
                    .orElse("INSERT INTO " + table + " (" + names.list(load.header()) + ") VALUES ("
                            + String.join(", ", values) + ")"));
        }
        return change instanceof RowChange.DeleteAll ? Optional.of("DELETE FROM " + table + rows) : Optional.empty();
    }

    private String assignments(Map<String, String> expressions) {
        return expressions.entrySet().stream()
                .map(set -> names.quote(set.getKey()) + " = " + SqlFragment.closed(set.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Finds out whether there is a row for which a condition holds. */
    public final String any(TableName table, String condition) {
        return first(1, "1", names.quote(table), where(condition), "");
    }

    /** Both conditions; the second is a user's text. */
    public static String both(String condition, @Nullable String where) {
        if (where == null) {
            return condition;
        }
        String own = "(" + SqlFragment.closed(where) + ")";
        return condition.isEmpty() ? own : condition + " AND " + own;
    }

    private static String where(String condition) {
        return condition.isEmpty() ? "" : " WHERE " + condition;
    }

    /**
     * The statement that takes rows as comma-separated values, where what is null has no quotes; empty where rows are
     * inserted. {@link #copy} sends them.
     */
    public Optional<String> copyIn(TableName table, List<String> columns) {
        return Optional.empty();
    }

    /**
     * Runs a statement of {@link #copyIn}.
     *
     * @param rows as {@link io.kmigrate.operation.CsvLines} writes them
     */
    public void copy(Connection connection, String statement, InputStream rows) throws SQLException, IOException {
        throw new SQLFeatureNotSupportedException("no rows follow a statement here");
    }

    /** A query for about how many rows a table has, from statistics; empty where there are none. */
    public Optional<String> estimate(TableName table) {
        return Optional.empty();
    }

    /** A query for the seconds that the slowest replica is behind; empty where the server does not know. */
    public Optional<String> replicaLag() {
        return Optional.empty();
    }

    /**
     * Statements that a replica answers, the first that it knows, with the seconds that it is behind in one of the
     * {@link #REPLICA_LAG_COLUMNS}; none where the server knows of its replicas, or nothing tells.
     */
    public List<String> replicaStatus() {
        return List.of();
    }

    /** A query for the number of sessions that run a statement, this one included; empty if the database does not tell. */
    public Optional<String> runningSessions() {
        return Optional.empty();
    }

    /** A query that has a row, the name of its engine, where a table is not part of transactions; empty for none. */
    public Optional<String> engineWithoutTransactions(TableName table) {
        return Optional.empty();
    }

    /** Whether {@link #loop} has statements. */
    public boolean hasLoop() {
        return false;
    }

    /**
     * The statements by which the database's own client does all batches, each in a transaction of its own. They keep
     * the key that is done in a table, so that they continue where they were interrupted; at the end it says that all is
     * done.
     */
    public List<String> loop(Loop loop) {
        throw new IllegalStateException("no client can commit by batches");
    }

    /** The table in which a loop of a client keeps its key, until its revision is recorded. */
    public static final String LOOP_TABLE = "migrate_backfill_key";

    /** Its column that is 1 once nothing is left to do. */
    public static final String LOOP_DONE = "migrate_done";

    /**
     * What a loop of a client is made of.
     *
     * @param source the table, if it is known
     * @param table in which it keeps its key
     */
    public record Loop(Backfill backfill, Optional<Table> source, List<String> key, String table) {
        private static final int ROWS = 5000;

        /** Rows of a batch: a text measures no time. */
        public int rows() {
            Integer fixed = backfill.pace().batchRows();
            return fixed == null ? ROWS : fixed;
        }

        /** Whether the last key of a batch is the maximum of its one column. */
        boolean hasMaximum(BatchSql sql) {
            List<Column> columns = source.stream()
                    .flatMap(table -> key.stream().flatMap(name -> table.column(name).stream()))
                    .toList();
            return sql.hasMaximum(columns);
        }
    }

    /**
     * The query of a loop for the end of a batch.
     *
     * @param after SQL for the values of the last key that is done; null: none is
     */
    public final String loopEnd(Loop loop, @Nullable List<String> after) {
        return lastKey(loop.backfill().table(), loop.key(), new Range(after, null), loop.rows(), loop.hasMaximum(this));
    }

    /** The statement of a loop that changes a batch. */
    public final String loopChange(Loop loop, @Nullable List<String> after, List<String> last) {
        String condition = condition(loop.key(), new Range(after, last));
        return change(loop.backfill(), loop.source(), condition).orElseThrow();
    }

    /** The query of a loop for whether another pass has anything to do. */
    public final String loopLeft(Loop loop) {
        return any(loop.backfill().table(), both("", loop.backfill().where()));
    }

    /** The schema of a table that is named without one. */
    public @Nullable String schema(Connection connection) throws SQLException {
        String schema = connection.getSchema();
        return schema == null ? connection.getCatalog() : schema;
    }

    /** Marks a place in a transaction. */
    public String savepoint() {
        return "SAVEPOINT kmigrate_rows";
    }

    /** Reverts all behind the place. */
    public String rollbackToSavepoint() {
        return "ROLLBACK TO SAVEPOINT kmigrate_rows";
    }

    /** Whether several connections can change rows of one table at a time. */
    public boolean hasWorkers() {
        return false;
    }

    /** Whether rows that are read can be locked by FOR UPDATE. */
    public boolean locksRows() {
        return true;
    }

    /** The name of the number of a row that stays as long as the row, where a table has no key; empty for none. */
    public Optional<String> rowNumber(Table table) {
        return Optional.empty();
    }

    /** Whether rows may have no value in a primary key that the catalog calls NOT NULL. */
    public boolean hasNullsInKeys() {
        return false;
    }

    /** Whether the values of a column are TRUE and FALSE, and no numbers that a driver takes for them. */
    public boolean isTruth(Column column) {
        return column.type() instanceof BooleanType;
    }

    /** A condition for the rows that have no value in a part of a key. */
    public final String incomplete(List<String> key) {
        return key.stream().map(column -> names.quote(column) + " IS NULL").collect(Collectors.joining(" OR "));
    }

    /** The statements of a backfill's first batches, for plans: keys are shown as names after a colon. */
    public final List<String> shown(Backfill backfill, Optional<Table> source) {
        if (backfill.change() instanceof RowChange.LoadRows) {
            return change(backfill, source, "").stream().toList();
        }
        List<String> key = keyShown(backfill, source);
        List<String> after = key.stream().map(column -> ":after_" + column).toList();
        List<String> last = key.stream().map(column -> ":last_" + column).toList();
        List<String> statements = new ArrayList<>();
        int rows = backfill.pace().batchRows() == null ? 1000 : backfill.pace().batchRows();
        List<Column> columns = source.stream()
                .flatMap(table -> key.stream().flatMap(name -> table.column(name).stream()))
                .toList();
        statements.add(lastKey(backfill.table(), key, new Range(after, null), rows, hasMaximum(columns)));
        change(backfill, source, condition(key, new Range(after, last))).ifPresent(statements::add);
        return statements;
    }

    private List<String> keyShown(Backfill backfill, Optional<Table> source) {
        if (!backfill.key().isEmpty()) {
            return backfill.key();
        }
        PrimaryKey found = source.map(Table::primaryKey).orElse(null);
        return found != null
                ? found.columns()
                : List.of(source.flatMap(this::rowNumber).orElse("key"));
    }

    /**
     * Whether the values of a column stand in the order in which they compare with a literal: numbers with a floating
     * point may not be what was written, and documents and arrays have no order everywhere.
     */
    public boolean canCompare(Column column) {
        return column.type().accept(Ordered.VALUES);
    }

    /** Types whose greatest value the database finds by itself, and that read as they were written. */
    private enum Measured implements DefaultingColumnTypeVisitor<Boolean> {
        VALUES;

        @Override
        public Boolean otherwise(ColumnType type) {
            return false;
        }

        @Override
        public Boolean integerType(IntegerType type) {
            return true;
        }

        @Override
        public Boolean decimalType(DecimalType type) {
            return true;
        }

        @Override
        public Boolean timestampType(TimestampType type) {
            return true;
        }
    }

    /** Types whose values compare with their literals. */
    private enum Ordered implements DefaultingColumnTypeVisitor<Boolean> {
        VALUES;

        @Override
        public Boolean otherwise(ColumnType type) {
            return true;
        }

        @Override
        public Boolean floatType(FloatType type) {
            return false;
        }

        @Override
        public Boolean jsonType(JsonType type) {
            return false;
        }

        @Override
        public Boolean arrayType(ArrayType type) {
            return false;
        }
    }
}
