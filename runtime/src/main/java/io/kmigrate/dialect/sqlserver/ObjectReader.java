package io.kmigrate.dialect.sqlserver;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a schema holds besides tables, and with the default one the others' names: three queries. */
final class ObjectReader {
    /** SCHEMA_ID of nothing is that of the user's default schema. */
    static final String OWN_SCHEMA = "";

    /** Those of fixed roles have ids from 16384 on. */
    private static final String SCHEMAS = "SELECT s.name FROM sys.schemas s WHERE s.schema_id < 16384"
            + " AND s.schema_id <> SCHEMA_ID() AND s.name NOT IN (N'dbo', N'guest', N'sys', N'INFORMATION_SCHEMA')";

    private static final String SEQUENCES = "SELECT s.name, CONVERT(bigint, s.start_value) AS start_value,"
            + " CONVERT(bigint, s.increment) AS increment, CONVERT(bigint, s.minimum_value) AS minimum_value,"
            + " CONVERT(bigint, s.maximum_value) AS maximum_value, s.cache_size, s.is_cycling"
            + " FROM sys.sequences s WHERE s.schema_id = SCHEMA_ID({here})";

    /** Without those that are encrypted, whose text nobody is told. */
    private static final String MODULES = "SELECT o.name, RTRIM(o.type) AS type, m.definition, t.name AS table_name"
            + " FROM sys.sql_modules m JOIN sys.objects o ON o.object_id = m.object_id"
            + " LEFT JOIN sys.tables t ON t.object_id = o.parent_object_id"
            + " WHERE o.schema_id = SCHEMA_ID({here}) AND o.is_ms_shipped = 0 AND m.definition IS NOT NULL"
            + " AND o.type IN ('V', 'P', 'FN', 'IF', 'TF', 'TR')";

    private static final Pattern BEFORE_QUERY = Pattern.compile(
            "\\s*CREATE\\s+(?:OR\\s+ALTER\\s+)?VIEW\\s+(?:(?:\\[(?:[^\\]]|\\]\\])*+\\]|\"[^\"]*\"|[\\w@#$]+)\\s*\\.?\\s*)+"
                    + "(?:\\([^)]*\\)\\s*)?(?:WITH\\s+[\\w,\\s]+?\\s)?AS\\s+",
            Pattern.CASE_INSENSITIVE);

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
        each(MODULES, row -> {
            String table = row.getString("table_name");
            TableName of = table == null ? null : scope.name(table);
            objects.add(module(row.getString("type"), name(row), of, row.getString("definition")));
        });
        return objects;
    }

    private TableName name(ResultSet row) throws SQLException {
        return scope.name(row.getString("name"));
    }

    private Sequence sequence(ResultSet row) throws SQLException {
        long cache = row.getLong("cache_size");
        boolean hasCache = !row.wasNull() && cache > 0;
        return new Sequence(
                name(row),
                row.getLong("start_value"),
                row.getLong("increment"),
                row.getLong("minimum_value"),
                row.getLong("maximum_value"),
                hasCache ? cache : null,
                row.getBoolean("is_cycling"));
    }

    /**
     * A module as sys.sql_modules has it.
     *
     * @param type of sys.objects: V, P, TR or one of the functions'
     */
    static SchemaObject module(String type, TableName name, @Nullable TableName table, String definition) {
        return switch (type) {
            case "V" -> new View(name, query(definition), false);
            case "P" -> new StoredProgram(new StoredProgram.Id(Kind.PROCEDURE, name, null, null), definition);
            case "TR" -> new StoredProgram(new StoredProgram.Id(Kind.TRIGGER, name, table, null), definition);
            default -> new StoredProgram(new StoredProgram.Id(Kind.FUNCTION, name, null, null), definition);
        };
    }

    private static String query(String definition) {
        Matcher before = BEFORE_QUERY.matcher(definition);
        return (before.lookingAt() ? definition.substring(before.end()) : definition)
                .strip()
                .replaceFirst(";$", "");
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(scope.in(sql, OWN_SCHEMA, SqlServerRenderer.LITERALS))) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
