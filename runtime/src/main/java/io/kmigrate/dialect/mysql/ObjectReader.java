package io.kmigrate.dialect.mysql;

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
import org.jspecify.annotations.Nullable;

/** Reads what the database holds besides tables: a query a kind, and one for the text of each program. */
final class ObjectReader {
    private static final String VIEWS = "SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS"
            + " WHERE TABLE_SCHEMA = database() ORDER BY TABLE_NAME";

    private static final String SEQUENCES = "SELECT TABLE_NAME FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = database() AND TABLE_TYPE = 'SEQUENCE' ORDER BY TABLE_NAME";

    private static final String ROUTINES = "SELECT ROUTINE_TYPE AS KIND, ROUTINE_NAME AS NAME, NULL AS TABLE_NAME"
            + " FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = database()"
            + " AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE') ORDER BY 1, 2";

    private static final String TRIGGERS = "SELECT 'TRIGGER' AS KIND, TRIGGER_NAME AS NAME,"
            + " EVENT_OBJECT_TABLE AS TABLE_NAME FROM information_schema.TRIGGERS"
            + " WHERE TRIGGER_SCHEMA = database() ORDER BY 2";

    private final Flavour flavour;
    private final Connection connection;

    ObjectReader(Flavour flavour, Connection connection) {
        this.flavour = flavour;
        this.connection = connection;
    }

    List<SchemaObject> all() throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        each(
                VIEWS,
                row -> objects.add(
                        new View(TableName.of(row.getString("TABLE_NAME")), row.getString("VIEW_DEFINITION"), false)));
        if (flavour.hasSequences()) {
            List<String> sequences = new ArrayList<>();
            each(SEQUENCES, row -> sequences.add(row.getString("TABLE_NAME")));
            for (String name : sequences) {
                each("SELECT * FROM " + quote(name), row -> objects.add(sequence(name, row)));
            }
        }
        List<StoredProgram.Id> programs = new ArrayList<>();
        each(ROUTINES, row -> programs.add(program(row)));
        each(TRIGGERS, row -> programs.add(program(row)));
        for (StoredProgram.Id id : programs) {
            each(
                    "SHOW CREATE " + id.kind() + " " + quote(id.name().name()),
                    row -> objects.add(new StoredProgram(id, String.valueOf(row.getString(3)))));
        }
        return objects;
    }

    private String quote(String name) {
        return MysqlNames.of(flavour).quote(name);
    }

    /** A sequence is a table of one row. */
    private static Sequence sequence(String name, ResultSet row) throws SQLException {
        return new Sequence(
                TableName.of(name),
                row.getLong("start_value"),
                row.getLong("increment"),
                row.getLong("minimum_value"),
                row.getLong("maximum_value"),
                row.getLong("cache_size"),
                row.getBoolean("cycle_option"));
    }

    private static StoredProgram.Id program(ResultSet row) throws SQLException {
        @Nullable String table = row.getString("TABLE_NAME");
        return new StoredProgram.Id(
                Kind.valueOf(row.getString("KIND")),
                TableName.of(row.getString("NAME")),
                table == null ? null : TableName.of(table),
                null);
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
