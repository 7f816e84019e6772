package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.TableAssembly;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads tables from the sys views. What the schema cannot say, such as partitions and fill factors, is left out. */
final class CatalogReader {
    private final Connection connection;

    CatalogReader(Connection connection) {
        this.connection = connection;
    }

    Collection<Table> all(SchemaScope scope) throws SQLException {
        String choice = scope.in(CatalogQueries.ALL, ObjectReader.OWN_SCHEMA, SqlServerRenderer.LITERALS);
        return read(choice, null, row -> scope.name(row.getString("name")));
    }

    /** One table, under the name it is asked for by. */
    Optional<Table> one(TableName name) throws SQLException {
        return read(CatalogQueries.ONE, name, row -> name).stream().findFirst();
    }

    private Collection<Table> read(String choice, @Nullable TableName name, RowName found) throws SQLException {
        TableAssembly tables = new TableAssembly();
        each(
                choice + CatalogQueries.TABLES,
                name,
                row -> tables.addTable(row.getInt("object_id"), found.of(row), row.getString("comment")));
        if (!tables.isEmpty()) {
            each(choice + CatalogQueries.COLUMNS, name, row -> tables.addColumn(row.getInt("object_id"), column(row)));
            each(choice + CatalogQueries.INDEXES, name, row -> addIndexPart(tables, row));
            each(choice + CatalogQueries.CHECKS, name, row -> {
                String condition = DefinitionText.plain(row.getString("definition"));
                tables.addCheck(
                        row.getInt("object_id"),
                        new CheckConstraint(row.getString("name"), condition, !row.getBoolean("is_not_trusted")));
            });
            each(
                    choice + CatalogQueries.FOREIGN_KEYS,
                    name,
                    row -> tables.addForeignKeyColumn(
                            row.getInt("object_id"),
                            foreignKey(row),
                            row.getString("column_name"),
                            row.getString("referenced_column")));
        }
        return tables.tables();
    }

    private static Column column(ResultSet row) throws SQLException {
        ColumnType type = SqlServerTypes.parse(typeText(
                row.getString("type"), row.getInt("max_length"), row.getInt("precision"), row.getInt("scale")));
        String expression = row.getString("expression");
        String defaultText = row.getString("default_text");
        return new Column(
                row.getString("name"),
                type,
                row.getBoolean("is_nullable"),
                defaultText == null ? null : DefinitionText.defaultValue(defaultText, type),
                row.getBoolean("is_identity")
                        ? new Identity(false, row.getLong("seed_value"), row.getLong("increment_value"))
                        : null,
                expression == null
                        ? null
                        : new Generated(DefinitionText.plain(expression), row.getBoolean("is_persisted")),
                row.getString("collation"),
                row.getString("comment"));
    }

    /**
     * A type as it is written, from what sys.columns says of it.
     *
     * @param bytes -1 for MAX; two a character of Unicode text
     */
    static String typeText(String name, int bytes, int precision, int scale) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "nvarchar", "nchar" -> name + "(" + (bytes < 0 ? "max" : Integer.toString(bytes / 2)) + ")";
            case "varchar", "char", "varbinary", "binary" ->
                name + "(" + (bytes < 0 ? "max" : Integer.toString(bytes)) + ")";
            case "decimal", "numeric" -> name + "(" + precision + "," + scale + ")";
            case "time", "datetime2", "datetimeoffset" -> name + "(" + scale + ")";
            default -> name;
        };
    }

    private static void addIndexPart(TableAssembly tables, ResultSet row) throws SQLException {
        int table = row.getInt("object_id");
        String name = row.getString("name");
        String column = row.getString("column_name");
        if (row.getBoolean("is_primary_key")) {
            tables.addPrimaryKeyColumn(table, name, column);
        } else if (row.getBoolean("is_unique_constraint")) {
            tables.addUniqueColumn(table, new UniqueConstraint(name, List.of()), column);
        } else {
            String filter = row.getString("filter_definition");
            String method = row.getString("type_desc").equals("CLUSTERED") ? "clustered" : null;
            Index index = Index.of(name, List.<IndexColumn>of())
                    .withUnique(row.getBoolean("is_unique"))
                    .withWhere(filter == null ? null : DefinitionText.plain(filter))
                    .withMethod(method);
            if (row.getBoolean("is_included_column")) {
                tables.addIncludedColumn(table, index, column);
            } else {
                tables.addIndexColumn(table, index, part(column, row.getBoolean("is_descending_key")));
            }
        }
    }

    private static IndexColumn part(String column, boolean isDescending) {
        IndexColumn part = IndexColumn.column(column);
        return isDescending ? part.descendingOrder() : part;
    }

    private static ForeignKey foreignKey(ResultSet row) throws SQLException {
        TableName table = new TableName(row.getString("referenced_schema"), row.getString("referenced_table"));
        return ForeignKey.of(row.getString("name"), List.of(), table, List.of())
                .onDelete(ReferenceAction.valueOf(row.getString("on_delete")))
                .onUpdate(ReferenceAction.valueOf(row.getString("on_update")))
                .withValid(!row.getBoolean("is_not_trusted"));
    }

    /** How a row's table is called here. */
    private interface RowName {
        TableName of(ResultSet row) throws SQLException;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, @Nullable TableName parameter, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (parameter != null) {
                statement.setString(1, SqlServerRenderer.NAMES.quote(parameter));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
