package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.SchemaScope;
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

/**
 * Reads what a database holds besides tables: a query a kind, and one for the text of each program. What the account
 * may not read the text of is left out, and named by {@link UnsupportedQuery}.
 */
final class ObjectReader {
    static final String OWN_SCHEMA = "database()";

    private static final String VIEWS = "SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS"
            + " WHERE TABLE_SCHEMA = {here} ORDER BY TABLE_NAME";

    private static final String SEQUENCES = "SELECT TABLE_NAME FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = {here} AND TABLE_TYPE = 'SEQUENCE' ORDER BY TABLE_NAME";

    private static final String ROUTINES = "SELECT ROUTINE_TYPE AS KIND, ROUTINE_NAME AS NAME, NULL AS TABLE_NAME"
            + " FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = {here}"
            + " AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE') ORDER BY 1, 2";

    private static final String TRIGGERS = "SELECT 'TRIGGER' AS KIND, TRIGGER_NAME AS NAME,"
            + " EVENT_OBJECT_TABLE AS TABLE_NAME FROM information_schema.TRIGGERS"
            + " WHERE EVENT_OBJECT_SCHEMA = {here} ORDER BY 2";

    private final Product flavour;
    private final Connection connection;
    private final SchemaScope scope;

    ObjectReader(Product flavour, Connection connection, SchemaScope scope) {
        this.flavour = flavour;
        this.connection = connection;
        this.scope = scope;
    }

    List<SchemaObject> all() throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        String near = MysqlNames.of(flavour).quote(String.valueOf(connection.getCatalog())) + ".";
        each(here(VIEWS), row -> {
            if (!row.getString("VIEW_DEFINITION").isEmpty()) {
                objects.add(view(row, near));
            }
        });
        if (flavour.hasSequences()) {
            List<TableName> sequences = new ArrayList<>();
            each(here(SEQUENCES), row -> sequences.add(scope.name(row.getString("TABLE_NAME"))));
            for (TableName name : sequences) {
                each("SELECT * FROM " + quote(name), row -> objects.add(sequence(name, row)));
            }
        }
        List<StoredProgram.Id> programs = new ArrayList<>();
        each(here(ROUTINES), row -> programs.add(program(row)));
        each(here(TRIGGERS), row -> programs.add(program(row)));
        for (StoredProgram.Id id : programs) {
            each("SHOW CREATE " + id.kind() + " " + quote(id.name()), row -> {
                String text = row.getString(3);
                if (text != null) {
                    objects.add(new StoredProgram(id, text));
                }
            });
        }
        return objects;
    }

    List<TableName> readableViews() throws SQLException {
        List<TableName> names = new ArrayList<>();
        each(here(VIEWS), row -> {
            if (!row.getString("VIEW_DEFINITION").isEmpty()) {
                names.add(scope.name(row.getString("TABLE_NAME")));
            }
        });
        return names;
    }

    /** In a new view, tables without a database's name are of the connection's database at that time. */
    private View view(ResultSet row, String near) throws SQLException {
        String query = ExpressionText.withDoubledQuotes(row.getString("VIEW_DEFINITION"))
                .replace(near, "");
        return new View(scope.name(row.getString("TABLE_NAME")), query, false);
    }

    private String here(String query) {
        return scope.in(query, OWN_SCHEMA, new MysqlLiterals(flavour));
    }

    private String quote(TableName name) {
        return MysqlNames.of(flavour).quote(name);
    }

    /** A sequence is a table of one row. */
    private static Sequence sequence(TableName name, ResultSet row) throws SQLException {
        return new Sequence(
                name,
                row.getLong("start_value"),
                row.getLong("increment"),
                row.getLong("minimum_value"),
                row.getLong("maximum_value"),
                row.getLong("cache_size"),
                row.getBoolean("cycle_option"));
    }

    private StoredProgram.Id program(ResultSet row) throws SQLException {
        @Nullable String table = row.getString("TABLE_NAME");
        return new StoredProgram.Id(
                Kind.valueOf(row.getString("KIND")),
                scope.name(row.getString("NAME")),
                table == null ? null : scope.name(table),
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
