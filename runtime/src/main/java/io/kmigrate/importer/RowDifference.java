package io.kmigrate.importer;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.DateType;
import io.kmigrate.schema.ColumnType.TimeType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.ColumnType.UuidType;
import io.kmigrate.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the rows of a table in two databases. */
final class RowDifference {
    private static final Set<Class<? extends ColumnType>> MOMENTS =
            Set.of(TimestampType.class, DateType.class, TimeType.class, UuidType.class);

    private final Dialect dialect;
    private final Table table;

    RowDifference(Dialect dialect, Table table) {
        this.dialect = dialect;
        this.table = table;
    }

    /** Empty where the rows are the same, apart from what the clock and chance decide. */
    Optional<String> between(Connection old, Connection made) throws SQLException {
        List<Column> all = table.columns();
        if (rows(old, all).equals(rows(made, all))) {
            return Optional.empty();
        }
        List<Column> lasting =
                all.stream().filter(column -> !isOfTheMoment(column)).toList();
        List<String> left = rows(old, lasting);
        List<String> right = rows(made, lasting);
        return left.equals(right)
                ? Optional.empty()
                : Optional.of("%s: %d rows by the old SQL and %d by the scripts are not the same"
                        .formatted(table.name(), left.size(), right.size()));
    }

    private static boolean isOfTheMoment(Column column) {
        return MOMENTS.contains(column.type().getClass());
    }

    private List<String> rows(Connection connection, List<Column> columns) throws SQLException {
        if (columns.isEmpty()) {
            return List.of();
        }
        String names = dialect.names().list(columns.stream().map(Column::name).toList());
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT " + names + " FROM " + dialect.names().quote(table.name()))) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int place = 1; place <= columns.size(); place++) {
                    String value = result.getString(place);
                    row.append(value == null ? "-" : value.length() + ":" + value);
                }
                rows.add(row.toString());
            }
        }
        Collections.sort(rows);
        return rows;
    }
}
