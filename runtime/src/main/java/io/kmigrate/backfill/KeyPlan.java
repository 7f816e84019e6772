package io.kmigrate.backfill;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.RowChange.SetColumns;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.UniqueConstraint;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The key by which a table is gone through, as the catalog has it: unique, and never null, so that no row is met twice
 * and none is passed over.
 *
 * @param text what a checkpoint says of it, to notice another key under the same table
 * @param isBoolean by column
 * @param hasMaximum the last key of some rows is their maximum
 * @param isWholeNumber it is one column of whole numbers
 */
record KeyPlan(List<String> columns, String text, List<Boolean> isBoolean, boolean hasMaximum, boolean isWholeNumber) {
    /** What a decimal number may be, and is written as a text. */
    private static final Set<String> NO_NUMBER = Set.of("NaN", "Infinity", "-Infinity");

    /** @throws io.kmigrate.failure.MigrationException where the table has no such key */
    static KeyPlan of(Backfill backfill, Dialect dialect, Table table) {
        BatchSql sql = dialect.batches();
        if (!backfill.key().isEmpty()) {
            if (!isUnique(table, backfill.key())) {
                throw BackfillMessages.keyNotUnique(
                                backfill.name(), table.name().toString(), backfill.key())
                        .exception();
            }
            return of(backfill, sql, table, backfill.key());
        }
        PrimaryKey primary = table.primaryKey();
        if (primary != null && !hasNullable(table, primary.columns())) {
            return of(backfill, sql, table, primary.columns());
        }
        String number = sql.rowNumber(table)
                .orElseThrow(() -> BackfillMessages.noKey(
                                backfill.name(), table.name().toString())
                        .exception());
        return new KeyPlan(List.of(number), number, List.of(false), true, true);
    }

    private static KeyPlan of(Backfill backfill, BatchSql sql, Table table, List<String> columns) {
        StringBuilder text = new StringBuilder();
        List<Boolean> isBoolean = new ArrayList<>();
        for (String name : columns) {
            Column column = table.column(name).orElseThrow();
            if (backfill.change() instanceof SetColumns set && set.columns().contains(name)) {
                throw BackfillMessages.changesKey(backfill.name(), name).exception();
            }
            if (!sql.canCompare(column)) {
                throw BackfillMessages.keyType(
                                backfill.name(), name, column.type().toString())
                        .exception();
            }
            text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(column.type());
            isBoolean.add(sql.isTruth(column));
        }
        List<Column> found =
                columns.stream().map(name -> table.column(name).orElseThrow()).toList();
        boolean isWholeNumber = found.size() == 1 && found.get(0).type() instanceof IntegerType;
        return new KeyPlan(columns, text.toString(), isBoolean, sql.hasMaximum(found), isWholeNumber);
    }

    private static boolean isUnique(Table table, List<String> key) {
        Set<String> wanted = new HashSet<>(key);
        PrimaryKey primary = table.primaryKey();
        Stream<List<String>> found = Stream.of(
                        primary == null ? Stream.<List<String>>empty() : Stream.of(primary.columns()),
                        table.uniqueConstraints().stream().map(UniqueConstraint::columns),
                        table.indexes().stream().filter(KeyPlan::isWhole).map(KeyPlan::plainColumns))
                .flatMap(columns -> columns);
        return !hasNullable(table, key) && found.anyMatch(columns -> !columns.isEmpty() && wanted.containsAll(columns));
    }

    private static boolean isWhole(Index index) {
        return index.unique() && index.where() == null;
    }

    /** Empty where one of them is an expression. */
    private static List<String> plainColumns(Index index) {
        return index.columns().stream().anyMatch(IndexColumn::expression)
                ? List.of()
                : index.columns().stream().map(IndexColumn::text).toList();
    }

    private static boolean hasNullable(Table table, List<String> columns) {
        return columns.stream()
                .anyMatch(name -> table.column(name).map(Column::nullable).orElse(true));
    }

    /**
     * Refuses rows without a key, which no range holds.
     *
     * @throws io.kmigrate.failure.MigrationException naming the columns
     */
    void requireValues(Backfill backfill, BatchSql sql, Connection connection) {
        if (!sql.hasNullsInKeys()) {
            return;
        }
        String query = sql.any(backfill.table(), sql.incomplete(columns));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (row.next()) {
                throw BackfillMessages.rowsWithoutKey(
                                backfill.name(), backfill.table().toString(), columns)
                        .exception();
            }
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("look for rows without a key", failed);
        }
    }

    /** The key at which a row of a result stands. */
    List<Object> read(ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (int place = 1; place <= columns.size(); place++) {
            values.add(value(row, place));
        }
        return values;
    }

    /** Numbers, bytes and truth as such, and all else as the text that the database takes for it. */
    private Object value(ResultSet row, int place) throws SQLException {
        Object value = row.getObject(place);
        if (value instanceof byte[]) {
            return value;
        }
        if (value instanceof Boolean && isBoolean.get(place - 1)) {
            return value;
        }
        if (value instanceof Boolean) {
            // A driver's idea of a number of one digit.
            return row.getBigDecimal(place);
        }
        boolean isNumber = value instanceof Number && !NO_NUMBER.contains(value.toString());
        return isNumber ? new BigDecimal(value.toString()) : row.getString(place);
    }
}
