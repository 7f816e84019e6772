package io.kmigrate.backfill;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.BatchSql.Range;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.CodeBlock;
import io.kmigrate.operation.RowChange.RunRows;
import io.kmigrate.operation.RowsBlock;
import io.kmigrate.schema.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Batches of a table's rows, by its key. */
final class TableBatches implements BatchWork {
    private final Backfill backfill;
    private final Dialect dialect;
    private final BatchSql sql;
    private final MigrationConnection connection;
    private final Consumer<String> sqlCheck;
    private final Table table;
    private final KeyPlan key;
    private final @Nullable List<Object> bound;

    /** A condition without the rows that are left out. */
    private final String others;

    private @Nullable String current;

    /**
     * Looks the table up.
     *
     * @param sqlCheck hears the statements of code before they are sent
     * @param keys what bounds the work
     * @throws io.kmigrate.failure.MigrationException where there is no such table, or no key to go by
     */
    TableBatches(
            Backfill backfill, Dialect dialect, MigrationConnection connection, Consumer<String> sqlCheck, Keys keys) {
        this.bound = keys.end();
        this.backfill = backfill;
        this.dialect = dialect;
        this.sql = dialect.batches();
        this.connection = connection;
        this.sqlCheck = sqlCheck;
        this.table = BatchWork.table(backfill, dialect, connection);
        this.key = KeyPlan.of(backfill, dialect, table);
        key.requireValues(backfill, sql, connection.jdbc());
        this.others =
                keys.leftOut().stream().map(left -> "NOT (" + at(left) + ")").collect(Collectors.joining(" AND "));
    }

    @Override
    public String key() {
        return key.text();
    }

    /** A condition leaves rows out, and code may; they count all the same. */
    @Override
    public boolean hasStrides() {
        return key.isWholeNumber() && backfill.where() == null && !(backfill.change() instanceof RunRows);
    }

    @Override
    public String place(List<Object> at) {
        return BackfillMessages.rowOfKey(KeyText.write(at));
    }

    @Override
    public @Nullable String currentSql() {
        return current;
    }

    @Override
    public Optional<End> end(@Nullable List<Object> after, int rows) throws SQLException {
        String query = sql.lastKey(backfill.table(), key.columns(), range(after, bound), rows, key.hasMaximum());
        try (Statement statement = statement(query);
                ResultSet row = statement.executeQuery(query)) {
            return row.next()
                    ? Optional.of(
                            new End(key.read(row), row.getLong(key.columns().size() + 1)))
                    : Optional.empty();
        }
    }

    @Override
    public Optional<List<Object>> lastWithin(@Nullable List<Object> after, List<Object> most) throws SQLException {
        String query = sql.lastWithin(backfill.table(), key.columns(), range(after, most));
        try (Statement statement = statement(query);
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.of(key.read(row)) : Optional.empty();
        }
    }

    private Statement statement(String text) throws SQLException {
        current = text;
        return connection.jdbc().createStatement();
    }

    private Range range(@Nullable List<Object> after, @Nullable List<Object> last) {
        return new Range(literals(after), literals(last));
    }

    private @Nullable List<String> literals(@Nullable List<Object> values) {
        return values == null
                ? null
                : values.stream().map(dialect.literals()::render).toList();
    }

    @Override
    public long change(@Nullable List<Object> after, List<Object> last) throws Exception {
        return change(withoutLeftOut(sql.condition(key.columns(), range(after, last))));
    }

    @Override
    public long changeAt(List<Object> at) throws Exception {
        return change(at(at));
    }

    private String at(List<Object> values) {
        return sql.at(
                key.columns(), values.stream().map(dialect.literals()::render).toList());
    }

    private String withoutLeftOut(String condition) {
        return others.isEmpty() ? condition : BatchSql.both(condition, others);
    }

    private long change(String condition) throws Exception {
        if (backfill.change() instanceof RunRows code) {
            return run(code.block(), condition);
        }
        String text = sql.change(backfill, Optional.of(table), condition).orElseThrow();
        try (Statement statement = statement(text)) {
            return statement.executeLargeUpdate(text);
        }
    }

    private long run(RowsBlock block, String condition) throws Exception {
        current = null;
        long[] changed = new long[1];
        RowsBlock.Range rows =
                new RowsBlock.Range(BatchSql.both(condition, backfill.where()), key.columns(), sql.locksRows());
        CodeBlock code = context -> changed[0] = block.run(context, rows);
        connection.run(code, sqlCheck);
        return changed[0];
    }

    @Override
    public boolean isLeft(@Nullable List<Object> after, List<Object> last) throws SQLException {
        String condition = withoutLeftOut(sql.condition(key.columns(), range(after, last)));
        return isAny(BatchSql.both(condition, backfill.where()));
    }

    @Override
    public boolean isLeft() throws SQLException {
        return isAny(BatchSql.both(withoutLeftOut(""), backfill.where()));
    }

    private boolean isAny(String condition) throws SQLException {
        String query = sql.any(backfill.table(), condition);
        try (Statement statement = statement(query);
                ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }

    @Override
    public @Nullable Long estimate() {
        return Estimate.of(backfill, dialect, connection.jdbc()).orElse(null);
    }
}
