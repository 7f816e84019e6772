package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads tables from H2's catalog. What the schema cannot say, such as ON UPDATE, is left out. */
final class CatalogReader {
    private final Connection connection;

    CatalogReader(Connection connection) {
        this.connection = connection;
    }

    Collection<Table> all(SchemaScope scope) throws SQLException {
        return read(new Choice(scope, null)).values();
    }

    /** One table, under the name it is asked for by. */
    Optional<Table> one(TableName name) throws SQLException {
        return read(new Choice(new SchemaScope(name.schema()), name.name())).values().stream()
                .findFirst();
    }

    /** One table of a schema, or all where none is named. */
    private record Choice(SchemaScope scope, @Nullable String table) {}

    private Map<String, Table> read(Choice choice) throws SQLException {
        Map<String, Table> tables = new LinkedHashMap<>();
        each(CatalogQueries.TABLES, "", choice, row -> {
            String name = row.getString("TABLE_NAME");
            tables.put(
                    name, Table.of(choice.scope().name(name), List.of(), null).withComment(row.getString("REMARKS")));
        });
        if (!tables.isEmpty()) {
            each(CatalogQueries.COLUMNS, CatalogQueries.COLUMNS_ORDER, choice, row -> {
                Column column = column(row);
                change(tables, row, table -> table.withColumns(plus(table.columns(), column)));
            });
            each(CatalogQueries.CONSTRAINTS, "", choice, row -> change(tables, row, constraint(row)));
            each(CatalogQueries.INDEXES, "", choice, row -> {
                Index index = index(row);
                change(tables, row, table -> table.withIndexes(plus(table.indexes(), index)));
            });
        }
        return tables;
    }

    /** What one row of a query adds to its table. */
    private interface TableChange {
        Table applyTo(Table table);
    }

    /** Rows of views and of tables that were made between two queries are left out. */
    private static void change(Map<String, Table> tables, ResultSet row, TableChange change) throws SQLException {
        tables.computeIfPresent(row.getString("TABLE_NAME"), (name, table) -> change.applyTo(table));
    }

    private static Column column(ResultSet row) throws SQLException {
        ColumnType type = type(row);
        String expression = row.getString("GENERATION_EXPRESSION");
        String defaultText = row.getString("COLUMN_DEFAULT");
        return new Column(
                row.getString("COLUMN_NAME"),
                type,
                row.getBoolean("NULLABLE"),
                defaultText == null || expression != null ? null : DefaultText.parse(defaultText, type),
                identity(row),
                expression == null ? null : new Generated(SqlText.written(expression), true),
                null,
                row.getString("REMARKS"));
    }

    private static @Nullable Identity identity(ResultSet row) throws SQLException {
        String generation = row.getString("IDENTITY_GENERATION");
        return generation == null
                ? null
                : new Identity(
                        generation.equals("ALWAYS"), row.getLong("IDENTITY_START"), row.getLong("IDENTITY_INCREMENT"));
    }

    private static ColumnType type(ResultSet row) throws SQLException {
        String domain = row.getString("DOMAIN_NAME");
        if (domain == null) {
            return H2Types.parse(row.getString("TYPE"));
        }
        String schema = row.getBoolean("DOMAIN_IS_NEAR") ? null : row.getString("DOMAIN_SCHEMA");
        return new CustomType(H2Renderer.NAMES.quote(new TableName(schema, domain)));
    }

    private static TableChange constraint(ResultSet row) throws SQLException {
        String name = row.getString("CONSTRAINT_NAME");
        String definition = row.getString("DEFINITION");
        return switch (row.getString("CONSTRAINT_TYPE")) {
            case "PRIMARY KEY" -> {
                PrimaryKey key = new PrimaryKey(name, SqlText.lists(definition).get(0));
                yield table -> table.withPrimaryKey(key);
            }
            case "UNIQUE" -> {
                UniqueConstraint unique = new UniqueConstraint(
                                name, SqlText.lists(definition).get(0))
                        .withNullsNotDistinct("NO".equals(row.getString("NULLS_DISTINCT")));
                yield table -> table.withUniqueConstraints(plus(table.uniqueConstraints(), unique));
            }
            case "FOREIGN KEY" -> {
                ForeignKey key = foreignKey(row, name, SqlText.lists(definition));
                yield table -> table.withForeignKeys(plus(table.foreignKeys(), key));
            }
            default -> {
                CheckConstraint check = new CheckConstraint(name, SqlText.written(row.getString("CHECK_CLAUSE")));
                yield table -> table.withCheckConstraints(plus(table.checkConstraints(), check));
            }
        };
    }

    private static ForeignKey foreignKey(ResultSet row, String name, List<List<String>> columns) throws SQLException {
        String schema = row.getBoolean("OTHER_IS_NEAR") ? null : row.getString("OTHER_SCHEMA");
        TableName referenced = new TableName(schema, row.getString("OTHER_TABLE"));
        return ForeignKey.of(name, columns.get(0), referenced, columns.get(1))
                .onDelete(action(row.getString("DELETE_RULE")))
                .onUpdate(action(row.getString("UPDATE_RULE")));
    }

    private static ReferenceAction action(String rule) {
        return Arrays.stream(ReferenceAction.values())
                .filter(action -> action.sql().equals(rule))
                .findFirst()
                .orElse(ReferenceAction.NO_ACTION);
    }

    private static Index index(ResultSet row) throws SQLException {
        List<String> columns = strings(row, "COLUMN_NAMES");
        List<String> orders = strings(row, "ORDERS");
        List<String> nulls = strings(row, "NULLS");
        String defaultNulls = row.getString("DEFAULT_NULLS");
        String kind = row.getString("INDEX_TYPE_NAME");
        List<IndexColumn> parts = IntStream.range(0, columns.size())
                .mapToObj(place -> part(columns.get(place), orders.get(place), nulls.get(place), defaultNulls))
                .toList();
        return Index.of(row.getString("INDEX_NAME"), parts)
                .withUnique(kind.contains("UNIQUE"))
                .withNullsNotDistinct("NO".equals(row.getString("NULLS_DISTINCT")))
                .withMethod(kind.contains("HASH") ? "hash" : kind.contains("SPATIAL") ? "spatial" : null);
    }

    /** The catalog always says where nulls stand; here it is said where that is not the database's own place. */
    private static IndexColumn part(String column, String order, String nulls, String defaultNulls) {
        boolean descending = order.equals("DESC");
        IndexColumn part = IndexColumn.column(column);
        String usual = switch (defaultNulls) {
            case "LOW" -> descending ? "LAST" : "FIRST";
            case "HIGH" -> descending ? "FIRST" : "LAST";
            default -> defaultNulls;
        };
        boolean isSaid = !nulls.equals(usual) && (nulls.equals("FIRST") || nulls.equals("LAST"));
        return (descending ? part.descendingOrder() : part).withNulls(isSaid ? IndexColumn.Nulls.valueOf(nulls) : null);
    }

    private static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(String::valueOf)
                .toList();
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, String order, Choice choice, RowReader reader) throws SQLException {
        String all = sql + (choice.table() == null ? "" : CatalogQueries.ONE_TABLE) + order;
        try (PreparedStatement statement = connection.prepareStatement(all)) {
            statement.setString(1, choice.scope().schema());
            if (choice.table() != null) {
                statement.setString(2, choice.table());
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
