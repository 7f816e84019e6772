package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.UnsupportedObject;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
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
 * Tables for a script that makes them anew: engine, collation and options are said where they are not what the
 * database gives a new table, ON UPDATE goes with the default, and a key that no script can say is left out.
 */
final class AdoptedTables {
    /** What {@link UnsupportedQuery} calls what is said now, in the table's options or in a view's query. */
    private static final Set<String> ADOPTED = Set.of("engine", "options of", "CHECK OPTION of view");

    private static final String ON_UPDATE = "ON UPDATE of";

    private static final String TABLES = """
            SELECT TABLE_NAME, IF(ENGINE <> @@default_storage_engine, concat('ENGINE=', ENGINE), ''),
                IF(TABLE_COLLATION <> @@collation_database, concat('COLLATE=', TABLE_COLLATION), ''),
                trim(replace(CREATE_OPTIONS, 'partitioned', ''))
            FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = database() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')
            """;

    /** A key over the beginning of a column. */
    private static final String SHORT_KEYS = """
            SELECT DISTINCT TABLE_NAME FROM information_schema.STATISTICS
            WHERE TABLE_SCHEMA = database() AND INDEX_NAME = 'PRIMARY' AND SUB_PART IS NOT NULL
            """;

    private static final String TIMES = """
            SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = database() AND DATA_TYPE = 'time' AND DATETIME_PRECISION <> 6
            """;

    /** Where nothing is said of it, a column that takes no null has no default: none that could be said with it. */
    private static final String UPDATED = """
            SELECT TABLE_NAME, COLUMN_NAME FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = database() AND EXTRA LIKE '%on update%'
              AND (COLUMN_DEFAULT IS NOT NULL OR IS_NULLABLE = 'YES')
            """;

    /** Numbers that begin no key but an index: a script makes indexes later, when the table is refused already. */
    private static final String KEYLESS = """
            SELECT c.TABLE_NAME, c.COLUMN_NAME FROM information_schema.COLUMNS c
            WHERE c.TABLE_SCHEMA = database() AND c.EXTRA LIKE '%auto_increment%' AND NOT EXISTS (
                SELECT 1 FROM information_schema.STATISTICS s
                WHERE s.TABLE_SCHEMA = database() AND s.TABLE_NAME = c.TABLE_NAME AND s.COLUMN_NAME = c.COLUMN_NAME
                  AND s.SEQ_IN_INDEX = 1 AND s.NON_UNIQUE = 0 AND NOT EXISTS (
                    SELECT 1 FROM information_schema.STATISTICS p
                    WHERE p.TABLE_SCHEMA = database() AND p.TABLE_NAME = s.TABLE_NAME
                      AND p.INDEX_NAME = s.INDEX_NAME AND p.SUB_PART IS NOT NULL))
            ORDER BY c.TABLE_NAME
            """;

    private final Flavour flavour;
    private final Connection connection;

    AdoptedTables(Flavour flavour, Connection connection) {
        this.flavour = flavour;
        this.connection = connection;
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
            result = changed(result, found, found.column(AdoptedTables::updating));
        }
        for (Found found : read(KEYLESS)) {
            result = changed(result, found, found.column(column -> column.withIdentity(null)));
        }
        for (Table table : result.tables()) {
            result = result.with(table.withColumns(
                    table.columns().stream().map(AdoptedTables::collated).toList()));
        }
        return result;
    }

    /** A row: the name of a table, maybe that of a column, and more. */
    private record Found(List<String> texts) {
        /** Empty where the row has none; the first is 1. */
        String text(int place) {
            return texts.get(place - 1);
        }

        TableName table() {
            return TableName.of(text(1));
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
                ResultSet row = statement.executeQuery(sql)) {
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

    private static Snapshot changed(Snapshot schema, Found found, UnaryOperator<Table> change) {
        return schema.table(found.table()).map(change).map(schema::with).orElse(schema);
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

    /** What {@link #of} has no words for either. */
    List<UnsupportedObject> unsupported() throws SQLException {
        Set<String> said = read(UPDATED).stream()
                .map(column -> column.text(1) + "." + column.text(2))
                .collect(Collectors.toSet());
        Stream<UnsupportedObject> known = UnsupportedObjects.read(connection, UnsupportedQuery.of(flavour)).stream()
                .filter(object -> !ADOPTED.contains(object.kind())
                        && !(object.kind().equals(ON_UPDATE) && said.contains(object.name())));
        Stream<UnsupportedObject> keyless = read(KEYLESS).stream()
                .map(found ->
                        new UnsupportedObject("AUTO_INCREMENT of", found.text(1) + "." + found.text(2), found.table()));
        return Stream.concat(known, keyless).toList();
    }
}
