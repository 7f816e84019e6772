package io.kmigrate.importer.liquibase;

import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.SqlExpression;
import io.kmigrate.schema.TableName;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Changes that are SQL, most of them of rows: as operations, or as the text that Liquibase makes of them. */
final class RowChanges {
    private final LiquibaseNames names;

    RowChanges(LiquibaseNames names) {
        this.names = names;
    }

    /** The operation for a change whose values scripts have literals of; empty for any other. */
    Optional<List<Operation>> operations(Node change) {
        if (!change.word().equals("insert")) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (Node column : change.all("column")) {
            if (column.has("valueComputed")
                    || column.has("valueSequenceNext")
                    || column.has("valueBlobFile")
                    || column.has("valueClobFile")
                    || column.has("valueSequenceCurrent")) {
                return Optional.empty();
            }
            Object value = literal(column);
            if (value instanceof Optional<?>) {
                return Optional.empty();
            }
            row.put(names.of(column.get("name")), value);
        }
        TableName table = names.table(change);
        return row.isEmpty() ? Optional.empty() : Optional.of(List.of(new BulkInsert(table, List.of(row))));
    }

    /** An empty {@link Optional} where it is no literal. */
    private static @Nullable Object literal(Node column) {
        if (column.has("valueNumeric")) {
            String text = column.get("valueNumeric");
            return text.matches("-?\\d{1,18}(\\.\\d{1,18})?") ? number(text) : Optional.empty();
        }
        if (column.has("valueBoolean")) {
            return column.is("valueBoolean") || column.get("valueBoolean").equals("1");
        }
        if (column.has("valueDate")) {
            String text = column.get("valueDate");
            return text.matches("\\d{4}-\\d\\d-\\d\\d.*") ? text.replace('T', ' ') : Optional.empty();
        }
        String value = column.attributes().get("value");
        if (value == null) {
            return column.text().isBlank() ? null : column.text();
        }
        return value.equalsIgnoreCase("null") ? null : value;
    }

    static Object number(String text) {
        BigDecimal number = new BigDecimal(text);
        if (number.scale() > 0) {
            return number;
        }
        long whole = number.longValueExact();
        return whole == (int) whole ? (Object) (int) whole : (Object) whole;
    }

    /** The SQL of a change of rows; empty for a change of another kind. */
    Optional<String> sql(Node change) {
        if (change.first("whereParams").isPresent()) {
            return Optional.empty();
        }
        String where = change.first("where")
                .map(Node::text)
                .orElse(change.get("where"))
                .strip();
        String condition = where.isEmpty() ? "" : " WHERE " + where;
        return switch (change.word()) {
            case "insert" -> Optional.of(insert(change));
            case "update" -> {
                StringJoiner values = new StringJoiner(", ");
                change.all("column")
                        .forEach(column -> values.add(names.quoted(column.get("name")) + " = " + value(column)));
                yield Optional.of("UPDATE " + table(change) + " SET " + values + condition);
            }
            case "delete" -> Optional.of("DELETE FROM " + table(change) + condition);
            case "dropprocedure" ->
                Optional.of("DROP PROCEDURE " + names.quoted(names.table(change, "procedureName", "schemaName")));
            default -> Optional.empty();
        };
    }

    private String table(Node change) {
        return names.quoted(names.table(change));
    }

    private String insert(Node change) {
        StringJoiner columns = new StringJoiner(", ", "(", ")");
        StringJoiner values = new StringJoiner(", ", "(", ")");
        for (Node column : change.all("column")) {
            columns.add(names.quoted(column.get("name")));
            values.add(value(column));
        }
        return "INSERT INTO " + table(change) + " " + columns + " VALUES " + values;
    }

    /** As a row has it: a value, or SQL that computes it. */
    static @Nullable Object cell(Node column) {
        Object value = column.has("valueComputed") ? Optional.empty() : literal(column);
        return value instanceof Optional<?> ? new SqlExpression(value(column)) : value;
    }

    /** In SQL. */
    private static String value(Node column) {
        for (String attribute : List.of("valueComputed", "valueNumeric", "valueBoolean")) {
            if (column.has(attribute)) {
                return column.get(attribute);
            }
        }
        Object value = literal(column);
        if (value instanceof Optional<?>) {
            return column.get("valueDate");
        }
        return value == null ? "NULL" : "'" + value.toString().replace("'", "''") + "'";
    }
}
