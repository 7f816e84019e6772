package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.StoredProgram.Kind;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads what a schema holds besides tables, and with the current one the others' names: a query a kind. */
final class ObjectReader {
    static final String OWN_SCHEMA = "CURRENT_SCHEMA";

    private static final String SCHEMAS = "SELECT SCHEMA_NAME AS NAME FROM INFORMATION_SCHEMA.SCHEMATA"
            + " WHERE UPPER(SCHEMA_NAME) NOT IN ('INFORMATION_SCHEMA', 'PUBLIC') AND SCHEMA_NAME <> CURRENT_SCHEMA";

    /** Those of columns are not among them. */
    private static final String SEQUENCES = "SELECT SEQUENCE_NAME AS NAME, START_VALUE, INCREMENT AS STEP,"
            + " MINIMUM_VALUE, MAXIMUM_VALUE, CACHE, CYCLE_OPTION = 'YES' AS CYCLES"
            + " FROM INFORMATION_SCHEMA.SEQUENCES WHERE SEQUENCE_SCHEMA = {here}";

    private static final String VIEWS = "SELECT TABLE_NAME AS NAME, VIEW_DEFINITION AS DEFINITION"
            + " FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA = {here}";

    /** An alias has a row for each number of arguments it takes. */
    private static final String ROUTINES = "SELECT DISTINCT ROUTINE_NAME AS NAME, ROUTINE_TYPE AS KIND,"
            + " DB_OBJECT_SQL('ROUTINE', ROUTINE_SCHEMA, ROUTINE_NAME) AS DEFINITION"
            + " FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_SCHEMA = {here}"
            + " AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE', 'AGGREGATE')";

    private static final String TRIGGERS = "SELECT TRIGGER_NAME AS NAME, EVENT_OBJECT_TABLE AS TABLE_NAME,"
            + " DB_OBJECT_SQL('TRIGGER', TRIGGER_SCHEMA, TRIGGER_NAME) AS DEFINITION"
            + " FROM INFORMATION_SCHEMA.TRIGGERS WHERE TRIGGER_SCHEMA = {here}";

    /** All of them, with no text. Others than administrators may not see each. */
    static final String NAMES = """
            SELECT 'VIEW', TABLE_SCHEMA, TABLE_NAME, NULL, CASE TABLE_SCHEMA WHEN CURRENT_SCHEMA THEN 1 ELSE 0 END
            FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'VIEW' AND TABLE_SCHEMA <> 'INFORMATION_SCHEMA'
            UNION ALL SELECT CASE ROUTINE_TYPE WHEN 'PROCEDURE' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
                ROUTINE_SCHEMA, ROUTINE_NAME, NULL, CASE ROUTINE_SCHEMA WHEN CURRENT_SCHEMA THEN 1 ELSE 0 END
            FROM (SELECT DISTINCT ROUTINE_SCHEMA, ROUTINE_NAME, ROUTINE_TYPE FROM INFORMATION_SCHEMA.ROUTINES)
            UNION ALL SELECT 'TRIGGER', TRIGGER_SCHEMA, TRIGGER_NAME, EVENT_OBJECT_TABLE,
                CASE TRIGGER_SCHEMA WHEN CURRENT_SCHEMA THEN 1 ELSE 0 END FROM INFORMATION_SCHEMA.TRIGGERS
            UNION ALL SELECT 'HIDDEN', '', K.N, NULL, 0
            FROM (VALUES ('VIEW'), ('FUNCTION'), ('PROCEDURE'), ('TRIGGER')) K(N)
            WHERE NOT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER AND IS_ADMIN)""";

    private final Connection connection;
    private final SchemaScope scope;

    ObjectReader(Connection connection, SchemaScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    List<SchemaObject> all() throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        if (scope.isOwn()) {
            each(SCHEMAS, row -> objects.add(new DatabaseSchema(name(row))));
        }
        each(SEQUENCES, row -> objects.add(sequence(row)));
        each(VIEWS, row -> objects.add(new View(name(row), SqlText.written(row.getString("DEFINITION")), false)));
        each(ROUTINES, row -> objects.add(routine(row)));
        each(TRIGGERS, row -> objects.add(trigger(row)));
        return objects;
    }

    private TableName name(ResultSet row) throws SQLException {
        return scope.name(row.getString("NAME"));
    }

    private Sequence sequence(ResultSet row) throws SQLException {
        return new Sequence(
                name(row),
                row.getLong("START_VALUE"),
                row.getLong("STEP"),
                row.getLong("MINIMUM_VALUE"),
                row.getLong("MAXIMUM_VALUE"),
                row.getLong("CACHE"),
                row.getBoolean("CYCLES"));
    }

    private StoredProgram routine(ResultSet row) throws SQLException {
        return new StoredProgram(
                new StoredProgram.Id(Kind.valueOf(row.getString("KIND")), name(row), null, null),
                row.getString("DEFINITION"));
    }

    private StoredProgram trigger(ResultSet row) throws SQLException {
        TableName table = scope.name(row.getString("TABLE_NAME"));
        return new StoredProgram(
                new StoredProgram.Id(Kind.TRIGGER, name(row), table, null), row.getString("DEFINITION"));
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(scope.in(sql, OWN_SCHEMA, new H2Literals()))) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
