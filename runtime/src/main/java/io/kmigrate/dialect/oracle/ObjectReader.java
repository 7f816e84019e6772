package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.StoredProgram.Kind;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a schema holds besides tables: four queries. */
final class ObjectReader {
    static final String OWN_SCHEMA = "SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')";

    private static final String HERE = " = {here}";

    /** Without those that number a column's rows. */
    private static final String SEQUENCES = "SELECT s.SEQUENCE_NAME, s.MIN_VALUE, s.MAX_VALUE, s.INCREMENT_BY,"
            + " s.CYCLE_FLAG, s.CACHE_SIZE, s.LAST_NUMBER FROM ALL_SEQUENCES s WHERE s.SEQUENCE_OWNER" + HERE
            + " AND s.SEQUENCE_NAME NOT LIKE 'ISEQ$$\\_%' ESCAPE '\\'";

    private static final String VIEWS = "SELECT v.VIEW_NAME, v.TEXT FROM ALL_VIEWS v WHERE v.OWNER" + HERE;

    private static final String MATERIALIZED_VIEWS =
            "SELECT v.MVIEW_NAME, v.QUERY FROM ALL_MVIEWS v WHERE v.OWNER" + HERE;

    /** A row a line of text. Triggers without a table, those of the whole schema, are left out. */
    private static final String PROGRAMS = "SELECT s.TYPE, s.NAME, t.TABLE_NAME, s.TEXT FROM ALL_SOURCE s"
            + " LEFT JOIN ALL_TRIGGERS t ON t.OWNER = s.OWNER AND t.TRIGGER_NAME = s.NAME AND s.TYPE = 'TRIGGER'"
            + " WHERE s.OWNER" + HERE + " AND (s.TYPE IN ('FUNCTION', 'PROCEDURE') OR t.TABLE_NAME IS NOT NULL)"
            + " ORDER BY s.TYPE, s.NAME, s.LINE";

    private final Connection connection;
    private final SchemaScope scope;

    ObjectReader(Connection connection, SchemaScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    List<SchemaObject> all() throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        each(SEQUENCES, row -> objects.add(sequence(row)));
        each(
                VIEWS,
                row -> objects.add(
                        new View(name(row.getString(1)), row.getString(2).strip(), false)));
        each(
                MATERIALIZED_VIEWS,
                row -> objects.add(
                        new View(name(row.getString(1)), row.getString(2).strip(), true)));
        Map<StoredProgram.Id, StringBuilder> programs = new LinkedHashMap<>();
        each(
                PROGRAMS,
                row -> programs.computeIfAbsent(
                                id(row.getString(1), row.getString(2), row.getString(3)),
                                program -> new StringBuilder("CREATE OR REPLACE "))
                        .append(row.getString(4)));
        programs.forEach(
                (id, text) -> objects.add(new StoredProgram(id, text.toString().strip())));
        return objects;
    }

    /** A query for a schema by the name that the dictionary has for it. */
    static String here(String query, SchemaScope scope) {
        String schema = scope.schema();
        SchemaScope stored = new SchemaScope(schema == null ? null : OracleNames.stored(schema));
        return stored.in(query, OWN_SCHEMA, OracleRenderer.LITERALS);
    }

    private TableName name(String stored) {
        return scope.name(OracleNames.written(stored));
    }

    /** What tells a program, by its rows of ALL_SOURCE and ALL_TRIGGERS. */
    private StoredProgram.Id id(String type, String name, @Nullable String table) {
        return new StoredProgram.Id(Kind.valueOf(type), name(name), table == null ? null : name(table), null);
    }

    /** Where it began is not kept: the number it stands at is the nearest to it. Limits go beyond a long. */
    private Sequence sequence(ResultSet row) throws SQLException {
        long cache = row.getLong("CACHE_SIZE");
        return new Sequence(
                name(row.getString("SEQUENCE_NAME")),
                row.getLong("LAST_NUMBER"),
                row.getLong("INCREMENT_BY"),
                limit(row.getBigDecimal("MIN_VALUE")),
                limit(row.getBigDecimal("MAX_VALUE")),
                cache == 0 ? null : (Long) cache,
                row.getString("CYCLE_FLAG").equals("Y"));
    }

    private static @Nullable Long limit(BigDecimal number) {
        return number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? null : (Long) number.longValue();
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(here(sql, scope))) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
