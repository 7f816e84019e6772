package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.OuterParentheses;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.NotNullConstraint;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads tables from PostgreSQL's catalog. What the schema cannot say, such as a tablespace, is left out. */
final class CatalogReader {
    private record DefaultKey(String text, ColumnType type) {}

    private final Connection connection;
    private final Map<String, ColumnType> types = new HashMap<>();
    private final Map<DefaultKey, Optional<DefaultValue>> defaults = new HashMap<>();

    CatalogReader(Connection connection) {
        this.connection = connection;
    }

    Collection<Table> all(SchemaScope scope) throws SQLException {
        return read(CatalogQueries.ALL, scope.schema(), row -> scope.name(row.getString("name")))
                .values();
    }

    /** One table, under the name it is asked for by. */
    Optional<Table> one(TableName name) throws SQLException {
        String quoted = PostgresRenderer.NAMES.quote(name);
        return read(CatalogQueries.ONE, quoted, row -> name).values().stream().findFirst();
    }

    private Map<Long, Table> read(String choice, @Nullable String chosen, RowName name) throws SQLException {
        Map<Long, Table> tables = new LinkedHashMap<>();
        each(
                choice + CatalogQueries.TABLES,
                chosen,
                row -> tables.put(
                        row.getLong("table_oid"),
                        Table.of(name.of(row), List.of(), null)
                                .withOptions(options(row))
                                .withComment(row.getString("comment"))));
        if (!tables.isEmpty()) {
            readColumns(tables, choice, chosen);
            each(choice + CatalogQueries.CONSTRAINTS, chosen, row -> change(tables, row, constraint(row)));
            readIndexes(tables, choice, chosen);
        }
        return tables;
    }

    /** What stands behind the parenthesis of CREATE TABLE. */
    private static Map<String, String> options(ResultSet row) throws SQLException {
        String partition = row.getString("partition_key");
        String parameters = row.getString("parameters");
        List<String> options = new ArrayList<>();
        if (partition != null) {
            options.add("PARTITION BY " + partition);
        }
        if (parameters != null) {
            options.add("WITH (" + parameters + ")");
        }
        return options.isEmpty() ? Map.of() : Map.of("postgresql", String.join(" ", options));
    }

    private void readColumns(Map<Long, Table> tables, String choice, @Nullable String chosen) throws SQLException {
        Map<Long, List<Column>> columns = new LinkedHashMap<>();
        each(
                choice + CatalogQueries.COLUMNS,
                chosen,
                row -> columns.computeIfAbsent(row.getLong("table_oid"), table -> new ArrayList<>())
                        .add(column(row)));
        columns.forEach((table, found) -> tables.computeIfPresent(table, (oid, old) -> old.withColumns(found)));
    }

    private void readIndexes(Map<Long, Table> tables, String choice, @Nullable String chosen) throws SQLException {
        each(choice + CatalogQueries.INDEXES, chosen, row -> {
            IndexRow index = IndexRow.read(row);
            change(tables, row, index::addTo);
        });
    }

    /** What one row of a query adds to its table. */
    private interface TableChange {
        Table applyTo(Table table);
    }

    /** A table that was made between two queries is not there, and left out. */
    private static void change(Map<Long, Table> tables, ResultSet row, TableChange change) throws SQLException {
        tables.computeIfPresent(row.getLong("table_oid"), (oid, table) -> change.applyTo(table));
    }

    private Column column(ResultSet row) throws SQLException {
        ColumnType type = type(row);
        String expression = row.getString("expression");
        String generated = row.getString("generated");
        boolean isGenerated = expression != null && !generated.isEmpty();
        boolean serial = expression != null && expression.startsWith("nextval(") && row.getBoolean("owns_sequence");
        boolean plain = expression != null && !isGenerated && !serial;
        return new Column(
                row.getString("name"),
                type,
                !row.getBoolean("not_null"),
                plain ? defaultValue(expression, type) : null,
                serial ? Identity.ofSerial() : identity(row),
                isGenerated
                        ? new Generated(
                                OuterParentheses.strip(expression, PostgresStatements.RULES), generated.equals("s"))
                        : null,
                row.getString("collation"),
                row.getString("comment"));
    }

    private static @Nullable Identity identity(ResultSet row) throws SQLException {
        String kind = row.getString("identity");
        return kind.isEmpty()
                ? null
                : new Identity(kind.equals("a"), row.getLong("first_number"), row.getLong("number_step"));
    }

    /** A thousand tables have few types and few defaults. */
    private ColumnType type(ResultSet row) throws SQLException {
        String enumName = row.getString("enum_name");
        return enumName == null
                ? types.computeIfAbsent(row.getString("type"), PostgresTypes::parse)
                : new EnumType(new TableName(row.getString("enum_schema"), enumName), strings(row, "enum_labels"));
    }

    private @Nullable DefaultValue defaultValue(String text, ColumnType type) {
        return defaults.computeIfAbsent(
                        new DefaultKey(text, type), key -> Optional.ofNullable(DefaultText.parse(text, type)))
                .orElse(null);
    }

    private static TableChange constraint(ResultSet row) throws SQLException {
        String name = row.getString("name");
        List<String> columns = strings(row, "columns");
        return switch (row.getString("kind")) {
            case "p" -> {
                PrimaryKey key = new PrimaryKey(name, columns, row.getBoolean("is_period"));
                yield table -> table.withPrimaryKey(key);
            }
            case "u" -> {
                UniqueConstraint unique = new UniqueConstraint(
                        name,
                        columns,
                        row.getBoolean("nulls_not_distinct"),
                        deferral(row),
                        row.getBoolean("is_period"));
                yield table -> table.withUniqueConstraints(plus(table.uniqueConstraints(), unique));
            }
            case "c" -> {
                CheckConstraint check = new CheckConstraint(
                        name,
                        OuterParentheses.strip(row.getString("condition"), PostgresStatements.RULES),
                        row.getBoolean("is_valid"),
                        row.getBoolean("is_enforced"));
                yield table -> table.withCheckConstraints(plus(table.checkConstraints(), check));
            }
            case "n" -> {
                NotNullConstraint notNull = new NotNullConstraint(
                        name, columns.get(0), row.getBoolean("is_valid"), row.getBoolean("is_not_inherited"));
                yield table -> table.withNotNullConstraints(plus(table.notNullConstraints(), notNull));
            }
            default -> {
                ForeignKey key = foreignKey(row, name, columns);
                yield table -> table.withForeignKeys(plus(table.foreignKeys(), key));
            }
        };
    }

    private static ForeignKey foreignKey(ResultSet row, String name, List<String> columns) throws SQLException {
        TableName referenced = new TableName(row.getString("referenced_schema"), row.getString("referenced_table"));
        return new ForeignKey(
                name,
                columns,
                referenced,
                strings(row, "referenced_columns"),
                action(row.getString("on_delete")),
                action(row.getString("on_update")),
                deferral(row),
                row.getString("match").equals("f"),
                row.getBoolean("is_valid"),
                row.getBoolean("is_enforced"),
                row.getBoolean("is_period"));
    }

    static Deferral deferral(ResultSet row) throws SQLException {
        if (!row.getBoolean("is_deferrable")) {
            return Deferral.NOT_DEFERRABLE;
        }
        return row.getBoolean("is_deferred") ? Deferral.INITIALLY_DEFERRED : Deferral.INITIALLY_IMMEDIATE;
    }

    private static ReferenceAction action(String code) {
        return switch (code) {
            case "r" -> ReferenceAction.RESTRICT;
            case "c" -> ReferenceAction.CASCADE;
            case "n" -> ReferenceAction.SET_NULL;
            case "d" -> ReferenceAction.SET_DEFAULT;
            default -> ReferenceAction.NO_ACTION;
        };
    }

    static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }

    static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** How a row's table is called here. */
    private interface RowName {
        TableName of(ResultSet row) throws SQLException;
    }

    private void each(String sql, @Nullable String parameter, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
