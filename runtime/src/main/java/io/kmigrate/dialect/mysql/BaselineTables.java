package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.UnsupportedObject;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables for a script that creates them: engine, collation and options are said where they are not what the
 * database gives a new table, ON UPDATE goes with the default, and a key that no script can say is left out.
 */
final class BaselineTables {
    /** What {@link UnsupportedQuery} calls what is said in the options of tables. */
    private static final Set<String> OPTIONS = Set.of("engine", "options of");

    /** What is said in the query of a view, as long as it is none of another database. */
    private static final String CHECK_OPTION = "CHECK OPTION of view";

    private static final String ON_UPDATE = "ON UPDATE of";

    private static final String TABLES = """
            SELECT TABLE_NAME, IF(ENGINE <> @@default_storage_engine, concat('ENGINE=', ENGINE), ''),
                IF(TABLE_COLLATION <> (SELECT DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA
                    WHERE SCHEMA_NAME = {here}), concat('COLLATE=', TABLE_COLLATION), ''),
                trim(replace(CREATE_OPTIONS, 'partitioned', ''))
            FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = {here} AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')
            """;

    /** A key over the beginning of a column. */
    private static final String SHORT_KEYS = """
            SELECT DISTINCT TABLE_NAME FROM information_schema.STATISTICS
            WHERE TABLE_SCHEMA = {here} AND INDEX_NAME = 'PRIMARY' AND SUB_PART IS NOT NULL
            """;

    private static final String TIMES = """
            SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = {here} AND DATA_TYPE = 'time' AND DATETIME_PRECISION <> 6
            """;

    /** Where nothing is said of it, a column that takes no null has no default: none that could be said with it. */
    private static final String UPDATED = """
            SELECT TABLE_NAME, COLUMN_NAME FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = {here} AND EXTRA LIKE '%on update%'
              AND (COLUMN_DEFAULT IS NOT NULL OR IS_NULLABLE = 'YES')
            """;

    /** Numbers that begin no key but an index: a script makes indexes later, when the table is refused already. */
    private static final String KEYLESS = """
            SELECT c.TABLE_NAME, c.COLUMN_NAME FROM information_schema.COLUMNS c
            WHERE c.TABLE_SCHEMA = {here} AND c.EXTRA LIKE '%auto_increment%' AND NOT EXISTS (
                SELECT 1 FROM information_schema.STATISTICS s
                WHERE s.TABLE_SCHEMA = {here} AND s.TABLE_NAME = c.TABLE_NAME AND s.COLUMN_NAME = c.COLUMN_NAME
                  AND s.SEQ_IN_INDEX = 1 AND s.NON_UNIQUE = 0 AND NOT EXISTS (
                    SELECT 1 FROM information_schema.STATISTICS p
                    WHERE p.TABLE_SCHEMA = {here} AND p.TABLE_NAME = s.TABLE_NAME
                      AND p.INDEX_NAME = s.INDEX_NAME AND p.SUB_PART IS NOT NULL))
            ORDER BY c.TABLE_NAME
            """;

    private final Product flavour;
    private final Connection connection;
    private final SchemaScope scope;

    BaselineTables(Product flavour, Connection connection, SchemaScope scope) {
        this.flavour = flavour;
        this.connection = connection;
        this.scope = scope;
    }

    Snapshot of(Snapshot introspected) throws SQLException {
        Snapshot result = introspected;
        for (Found found : read(TABLES)) {
            result = changed(result, found, table -> withOptions(table, found));
        }
        for (Found found : read(SHORT_KEYS)) {
            result = changed(result, found, table -> table.withPrimaryKey(null));
        }
        for (Found found : read(TIMES)) {
            result = changed(result, found, found.column(column -> column.withType(new CustomType(found.text(3)))));
        }
        for (Found found : read(UPDATED)) {
            result = changed(result, found, found.column(BaselineTables::updating));
        }
        for (Found found : read(KEYLESS)) {
            result = changed(result, found, found.column(column -> column.withIdentity(null)));
        }
        for (Table table : result.tables()) {
            result = result.with(table.withColumns(
                    table.columns().stream().map(BaselineTables::collated).toList()));
        }
        return result;
    }

    /** A row: the name of a table, maybe that of a column, and more. */
    private record Found(List<String> texts) {
        /** Empty where the row has none; the first is 1. */
        String text(int place) {
            return texts.get(place - 1);
        }

        UnaryOperator<Table> column(UnaryOperator<Column> change) {
            return table -> table.withColumns(table.columns().stream()
                    .map(column -> column.name().equals(text(2)) ? change.apply(column) : column)
                    .toList());
        }
    }

    private List<Found> read(String sql) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(scope.in(sql, "database()", new MysqlLiterals(flavour)))) {
            int width = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> texts = new ArrayList<>();
                for (int place = 1; place <= width; place++) {
                    texts.add(Objects.requireNonNullElse(row.getString(place), ""));
                }
                found.add(new Found(texts));
            }
        }
        return found;
    }

    private Snapshot changed(Snapshot schema, Found found, UnaryOperator<Table> change) {
        return schema.table(scope.name(found.text(1)))
                .map(change)
                .map(schema::with)
                .orElse(schema);
    }

    /** A partitioned table has its partitions as options already, which come last. */
    private Table withOptions(Table table, Found found) {
        String partitions = table.options().getOrDefault(flavour.dialect(), "");
        String options = Stream.of(found.text(2), found.text(3), found.text(4), partitions)
                .filter(option -> !option.isEmpty())
                .collect(Collectors.joining(" "));
        return options.isEmpty() ? table : table.withOptions(Map.of(flavour.dialect(), options));
    }

    private static Column updating(Column column) {
        DefaultValue value = column.defaultValue();
        String before = value == null ? "NULL" : value.toString();
        return column.withDefault(new DefaultValue.Expression(before + " ON UPDATE CURRENT_TIMESTAMP"));
    }

    /** A script has the collation of a type that it has no word for in the type's text. */
    private static Column collated(Column column) {
        return column.type() instanceof CustomType type && column.collation() != null
                ? column.withType(new CustomType(type.sql() + " COLLATE " + column.collation()))
                        .withCollation(null)
                : column;
    }

    /** What of {@code all} the tables have no words for either, and what they must leave out. */
    UnsupportedObjects unsupported(UnsupportedObjects all) throws SQLException {
        Set<String> said = read(UPDATED).stream().map(this::name).collect(Collectors.toSet());
        List<UnsupportedObject> keyless = read(KEYLESS).stream()
                .map(found -> new UnsupportedObject("AUTO_INCREMENT of", name(found), scope.name(found.text(1)), null))
                .toList();
        return all.without(object -> OPTIONS.contains(object.kind())
                        || (object.kind().equals(CHECK_OPTION) && scope.isOwn())
                        || (object.kind().equals(ON_UPDATE) && said.contains(object.name())))
                .and(new UnsupportedObjects(keyless, List.of()));
    }

    private String name(Found column) {
        return scope.name(column.text(1)) + "." + column.text(2);
    }
}
