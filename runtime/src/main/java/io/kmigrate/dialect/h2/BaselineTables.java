package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.UnsupportedObject;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tables for a script that creates them: the names of constraints are those that somebody gave, types are kept
 * where a model's would be another, and ON UPDATE goes with the default.
 */
final class BaselineTables {
    /**
     * The name that H2 gives a constraint: as few digits of a hash of the table's name as are still free. A script
     * that says them clashes with those that H2 gives meanwhile.
     */
    private static final Predicate<String> CHOSEN =
            Pattern.compile("CONSTRAINT_[0-9A-F]+(_\\d+)?").asMatchPredicate();

    private static final String ON_UPDATE = "ON UPDATE of";

    /** Where the database keeps names in small letters, so are those of types. */
    private static final String COLUMNS = """
            SELECT TABLE_NAME, COLUMN_NAME, COLUMN_DEFAULT, COLUMN_ON_UPDATE,
                CASE WHEN DOMAIN_NAME IS NULL AND (UPPER(DATA_TYPE) = 'CHARACTER LARGE OBJECT'
                        OR (UPPER(DATA_TYPE) LIKE 'TIME%' AND DATETIME_PRECISION <> 9))
                    THEN DATA_TYPE_SQL(TABLE_SCHEMA, TABLE_NAME, 'TABLE', DTD_IDENTIFIER) END AS TYPE
            FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = {here}
            """;

    private BaselineTables() {}

    static Snapshot of(Connection connection, SchemaScope scope, Snapshot introspected) throws SQLException {
        Snapshot result = introspected;
        for (Table table : introspected.tables()) {
            result = result.with(unnamed(table));
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(scope.in(COLUMNS, "CURRENT_SCHEMA", new H2Literals()))) {
            while (row.next()) {
                result = withColumn(result, scope, row);
            }
        }
        return result;
    }

    private static Table unnamed(Table table) {
        PrimaryKey key = table.primaryKey();
        return table.withPrimaryKey(key == null ? null : key.withName(given(key.name())))
                .withUniqueConstraints(table.uniqueConstraints().stream()
                        .map(unique -> unique.withName(given(unique.name())))
                        .toList())
                .withCheckConstraints(table.checkConstraints().stream()
                        .map(check -> check.withName(given(check.name())))
                        .toList())
                .withForeignKeys(table.foreignKeys().stream()
                        .map(foreign -> foreign.withName(given(foreign.name())))
                        .toList());
    }

    private static @Nullable String given(@Nullable String name) {
        return name == null || CHOSEN.test(name) ? null : name;
    }

    private static Snapshot withColumn(Snapshot schema, SchemaScope scope, ResultSet row) throws SQLException {
        String type = row.getString("TYPE");
        String onUpdate = row.getString("COLUMN_ON_UPDATE");
        if (type == null && onUpdate == null) {
            return schema;
        }
        String name = row.getString("COLUMN_NAME");
        String value = Objects.requireNonNullElse(row.getString("COLUMN_DEFAULT"), "NULL");
        return schema.table(scope.name(row.getString("TABLE_NAME")))
                .flatMap(table -> table.column(name)
                        .map(column -> typed(column, type))
                        .map(column -> onUpdate == null
                                ? column
                                : column.withDefault(new DefaultValue.Expression(value + " ON UPDATE " + onUpdate)))
                        .map(column -> schema.with(table.withColumn(name, column))))
                .orElse(schema);
    }

    private static Column typed(Column column, @Nullable String type) {
        return type == null ? column : column.withType(new CustomType(type.replace("CHARACTER LARGE OBJECT", "CLOB")));
    }

    /** Whether a default says it. */
    static boolean says(UnsupportedObject object) {
        return object.kind().equals(ON_UPDATE);
    }
}
