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
import org.jspecify.annotations.Nullable;

/** What is done of a backfill inside a transaction: it finds the end of a batch, and changes its rows. */
final class BatchWork {
    private final Backfill backfill;
    private final Dialect dialect;
    private final BatchSql sql;
    private final MigrationConnection connection;
    private final Consumer<String> sqlCheck;
    private final Table table;
    private final KeyPlan key;
    private @Nullable String current;

    /**
     * Looks the table up.
     *
     * @param sqlCheck hears the statements of code before they are sent
     * @throws io.kmigrate.failure.MigrationException where there is no such table, or no key to go by
     */
    BatchWork(Backfill backfill, Dialect dialect, MigrationConnection connection, Consumer<String> sqlCheck) {
        this.backfill = backfill;
        this.dialect = dialect;
        this.sql = dialect.batches();
        this.connection = connection;
        this.sqlCheck = sqlCheck;
        this.table = dialect.introspector()
                .catalog(connection.jdbc())
                .table(backfill.table())
                .orElseThrow(() -> BackfillMessages.missingTable(
                                backfill.name(), backfill.table().toString())
                        .exception());
        this.key = KeyPlan.of(backfill, dialect, table);
    }

    /**
     * Where a batch ends.
     *
     * @param key the last of it
     * @param rows that it has, those included that are not to be changed
     */
    record End(List<Object> key, long rows) {}

    KeyPlan key() {
        return key;
    }

    /** The statement that was sent last; null where code ran. */
    @Nullable
    String currentSql() {
        return current;
    }

    /** Where a batch behind {@code after} ends; empty where nothing is left. */
    Optional<End> end(@Nullable List<Object> after, int rows) throws SQLException {
        String query = sql.lastKey(backfill.table(), key.columns(), range(after, null), rows, key.hasMaximum());
        try (Statement statement = statement(query);
                ResultSet row = statement.executeQuery(query)) {
            return row.next()
                    ? Optional.of(
                            new End(key.read(row), row.getLong(key.columns().size() + 1)))
                    : Optional.empty();
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

    /**
     * Changes the rows of a batch.
     *
     * @return how many
     */
    long change(@Nullable List<Object> after, List<Object> last) throws Exception {
        return change(sql.condition(key.columns(), range(after, last)));
    }

    /** Changes one row. */
    long changeAt(List<Object> at) throws Exception {
        return change(sql.at(
                key.columns(), at.stream().map(dialect.literals()::render).toList()));
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

    /** Whether rows of a batch still are what they were chosen for. */
    boolean isLeft(@Nullable List<Object> after, List<Object> last) throws SQLException {
        return isAny(BatchSql.both(sql.condition(key.columns(), range(after, last)), backfill.where()));
    }

    /** Whether the table has rows that are to be changed. */
    boolean isLeft() throws SQLException {
        return isAny(BatchSql.both("", backfill.where()));
    }

    private boolean isAny(String condition) throws SQLException {
        String query = sql.any(backfill.table(), condition);
        try (Statement statement = statement(query);
                ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }

    /** How many rows the table has by statistics; null where they do not tell. */
    @Nullable
    Long estimate() {
        Optional<String> query = sql.estimate(backfill.table());
        if (query.isEmpty()) {
            return null;
        }
        try (Statement statement = connection.jdbc().createStatement();
                ResultSet row = statement.executeQuery(query.get())) {
            long rows = row.next() ? row.getLong(1) : 0;
            return rows > 0 ? rows : null;
        } catch (SQLException untold) {
            return null;
        }
    }
}
