package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.OuterParentheses;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.postgres.QueryBatch.RowReader;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.function.Supplier;
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

    /** All tables of a schema, once the batch has run. */
    Supplier<Collection<Table>> all(SchemaScope scope, QueryBatch batch) throws SQLException {
        Map<Long, TableRows> tables =
                read(batch, CatalogQueries.ALL, scope.schema(), row -> scope.name(row.getString("name")));
        return () -> tables.values().stream().map(TableRows::table).toList();
    }

    /** One table, under the name it is asked for by. */
    Optional<Table> one(TableName name) throws SQLException {
        QueryBatch batch = new QueryBatch();
        String quoted = PostgresRenderer.NAMES.quote(name);
        Map<Long, TableRows> tables = read(batch, CatalogQueries.ONE, quoted, row -> name);
        batch.run(connection);
        return tables.values().stream().map(TableRows::table).findFirst();
    }

    private Map<Long, TableRows> read(QueryBatch batch, String choice, @Nullable String chosen, RowName name)
            throws SQLException {
        CatalogQueries queries =
                new CatalogQueries(choice, connection.getMetaData().getDatabaseMajorVersion());
        Map<Long, TableRows> tables = new LinkedHashMap<>();
        batch.add(
                queries.tables(),
                chosen,
                row -> tables.put(
                        row.getLong("table_oid"), new TableRows(name.of(row), options(row), row.getString("comment"))));
        batch.add(
                queries.columns(),
                chosen,
                of(tables, (table, row) -> table.addColumn(row.getInt("number"), column(row))));
        batch.add(queries.constraints(), chosen, of(tables, (table, row) -> ConstraintRow.read(row, table, tables)));
        batch.add(queries.indexes(), chosen, of(tables, (table, row) -> IndexRow.read(row, table)));
        return tables;
    }

    /** A row about a table. */
    private interface TableRowReader {
        void read(TableRows table, ResultSet row) throws SQLException;
    }

    /** A table that was made between two queries is not there, and left out. */
    private static RowReader of(Map<Long, TableRows> tables, TableRowReader reader) {
        return row -> {
            TableRows table = tables.get(row.getLong("table_oid"));
            if (table != null) {
                reader.read(table, row);
            }
        };
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

    /** The texts of an array; none for NULL. */
    static List<String> strings(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /** The numbers of a text like {@code {1,2}} or {@code 1 2}. */
    static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text, "{, }");
        while (tokens.hasMoreTokens()) {
            numbers.add(Integer.valueOf(tokens.nextToken()));
        }
        return numbers;
    }

    /** How a row's table is called here. */
    private interface RowName {
        TableName of(ResultSet row) throws SQLException;
    }
}
