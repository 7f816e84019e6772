package io.kmigrate.sql;

import io.kmigrate.operation.BulkDelete;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.BulkUpdate;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.SqlExpression;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Mentions;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements that change the rows of one table, in the words of SQL. */
final class RowsText {
    /** What comes after the assignments, or after the condition, and no operation keeps. */
    private static final String[] MORE = {
        "FROM", "USING", "RETURNING", "ORDER BY", "LIMIT", "JOIN", "OUTPUT", "OPTION", "CURRENT OF"
    };

    /** Scripts insert more by several statements, so that a query in one would find the rows of those before it. */
    private static final int MOST_ROWS = 50;

    private final SqlTokens sql;
    private final Reading reading;

    /** @param sql behind the first words */
    RowsText(SqlTokens sql, Reading reading) {
        this.sql = sql;
        this.reading = reading;
    }

    Optional<Operation> insert() {
        TableName table = sql.table();
        List<String> columns = sql.sees("(") ? sql.list() : columns(table);
        if (columns.isEmpty() || !sql.acceptAny("VALUES", "VALUE")) {
            return Optional.empty();
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        do {
            Optional<Map<String, @Nullable Object>> row =
                    RowText.read(columns, sql.parenthesis().parts());
            if (row.isEmpty()) {
                return Optional.empty();
            }
            rows.add(row.get());
        } while (sql.accept(","));
        return rows.size() > MOST_ROWS && rows.stream().anyMatch(RowsText::asks)
                ? Optional.empty()
                : Optional.of(new BulkInsert(table, rows));
    }

    private static boolean asks(Map<String, @Nullable Object> row) {
        return row.values().stream()
                .anyMatch(value -> value instanceof SqlExpression expression
                        && Mentions.in(expression.sql()).names("select"));
    }

    private List<String> columns(TableName table) {
        return reading.tables()
                .table(table)
                .map(found -> found.columns().stream().map(Column::name).toList())
                .orElse(List.of());
    }

    Optional<Operation> update() {
        TableName table = sql.table();
        if (!sql.accept("SET")) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (SqlTokens assignment : sql.before("WHERE").parts()) {
            String column = column(assignment, table);
            if (column.isEmpty()
                    || values.containsKey(column)
                    || hasMore(assignment)
                    || !assignment.accept("=")
                    || assignment.isEnd()) {
                return Optional.empty();
            }
            values.put(column, RowText.value(assignment));
        }
        return values.isEmpty() || hasMore(sql)
                ? Optional.empty()
                : Optional.of(new BulkUpdate(table, values, where()));
    }

    /** Its name, which may follow that of its table. */
    private static String column(SqlTokens assignment, TableName table) {
        String name = assignment.name();
        if (!assignment.accept(".")) {
            return name;
        }
        return name.equals(table.name()) ? assignment.name() : "";
    }

    Optional<Operation> delete() {
        TableName table = sql.table();
        boolean isPlain = (sql.isEnd() || sql.sees("WHERE")) && !hasMore(sql);
        return isPlain ? Optional.of(new BulkDelete(table, where())) : Optional.empty();
    }

    private static boolean hasMore(SqlTokens words) {
        for (String word : MORE) {
            if (words.has(word)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String where() {
        return sql.accept("WHERE") ? sql.rest() : null;
    }
}
