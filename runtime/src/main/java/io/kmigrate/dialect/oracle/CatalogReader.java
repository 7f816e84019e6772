package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.TableAssembly;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Deferral;
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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads tables from the dictionary. What the schema cannot say, such as tablespaces, is left out. */
final class CatalogReader {
    private static final Pattern NOT_NULL = Pattern.compile("\"[^\"]+\" IS NOT NULL");
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");

    private static final Pattern NUMBERING = Pattern.compile("START WITH: (-?\\d+), INCREMENT BY: (-?\\d+)");

    private final Connection connection;

    CatalogReader(Connection connection) {
        this.connection = connection;
    }

    Collection<Table> all(SchemaScope scope) throws SQLException {
        return read(CatalogQueries.ALL, new Choice(scope, null));
    }

    /** One table, under the name it is asked for by. */
    Optional<Table> one(TableName name) throws SQLException {
        return read(CatalogQueries.ONE, new Choice(new SchemaScope(name.schema()), name.name())).stream()
                .findFirst();
    }

    /** One table of a schema, or all where none is named. */
    private record Choice(SchemaScope scope, @Nullable String table) {}

    private Collection<Table> read(String choosing, Choice choice) throws SQLException {
        TableAssembly tables = new TableAssembly();
        each(
                choosing + CatalogQueries.TABLES,
                choice,
                row -> tables.addTable(
                        row.getString("TABLE_NAME"),
                        choice.scope().name(written(row, "TABLE_NAME")),
                        row.getString("COMMENTS")));
        if (!tables.isEmpty()) {
            each(
                    choosing + CatalogQueries.COLUMNS,
                    choice,
                    row -> tables.addColumn(row.getString("TABLE_NAME"), column(row)));
            each(choosing + CatalogQueries.CONSTRAINTS, choice, row -> addConstraintPart(tables, row));
            each(choosing + CatalogQueries.INDEXES, choice, row -> addIndexPart(tables, row));
        }
        return tables.tables();
    }

    private static String written(ResultSet row, String column) throws SQLException {
        return OracleNames.written(row.getString(column));
    }

    private static Column column(ResultSet row) throws SQLException {
        String name = written(row, "COLUMN_NAME");
        ColumnType type = OracleTypes.parse(typeText(
                row.getString("DATA_TYPE"),
                row.getInt("DATA_LENGTH"),
                row.getInt("CHAR_LENGTH"),
                row.getString("CHAR_USED"),
                (Number) row.getObject("DATA_PRECISION"),
                (Number) row.getObject("DATA_SCALE")));
        boolean isNullable = row.getString("NULLABLE").equals("Y");
        Identity identity = identity(row.getString("GENERATION_TYPE"), row.getString("IDENTITY_OPTIONS"));
        boolean isVirtual = row.getString("VIRTUAL_COLUMN").equals("YES");
        String collation = row.getString("COLLATION");
        String comment = row.getString("COMMENTS");
        String text = row.getString("DATA_DEFAULT");
        return new Column(
                name,
                type,
                isNullable,
                text == null || identity != null || isVirtual ? null : DefaultText.parse(text, type),
                identity,
                isVirtual && text != null ? new Generated(text.strip(), false) : null,
                collation,
                comment);
    }

    /** The numbering of a column by a text such as {@code START WITH: 1, INCREMENT BY: 1, MAX_VALUE: …}. */
    static @Nullable Identity identity(@Nullable String generation, @Nullable String options) {
        if (generation == null || options == null) {
            return null;
        }
        Matcher numbers = NUMBERING.matcher(options);
        return numbers.find()
                ? new Identity(
                        generation.equals("ALWAYS"), Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)))
                : new Identity(generation.equals("ALWAYS"), 1, 1);
    }

    /**
     * A type as it is written, from what ALL_TAB_COLS says of it.
     *
     * @param bytes of text and RAW
     * @param used C where the length of text is meant in characters
     * @param precision null for a NUMBER with none
     */
    static String typeText(
            String name,
            int bytes,
            int characters,
            @Nullable String used,
            @Nullable Number precision,
            @Nullable Number scale) {
        return switch (name) {
            case "VARCHAR2", "CHAR" -> name + ("C".equals(used) ? "(" + characters + " CHAR)" : "(" + bytes + " BYTE)");
            case "NVARCHAR2", "NCHAR" -> name + "(" + characters + ")";
            case "RAW" -> name + "(" + bytes + ")";
            case "NUMBER" -> number(precision, scale);
            case "FLOAT" -> precision == null ? name : name + "(" + precision + ")";
            default -> name;
        };
    }

    /** INTEGER and its like have a scale of 0 and all the digits there are. */
    private static String number(@Nullable Number precision, @Nullable Number scale) {
        if (precision == null) {
            return scale == null ? "NUMBER" : "NUMBER(38, " + scale + ")";
        }
        return "NUMBER(" + precision + ", " + (scale == null ? 0 : scale) + ")";
    }

    private static void addConstraintPart(TableAssembly tables, ResultSet row) throws SQLException {
        String table = row.getString("TABLE_NAME");
        String name = written(row, "CONSTRAINT_NAME");
        switch (row.getString("CONSTRAINT_TYPE")) {
            case "P" -> tables.addPrimaryKeyColumn(table, name, written(row, "COLUMN_NAME"));
            case "U" ->
                tables.addUniqueColumn(
                        table,
                        new UniqueConstraint(name, List.of()).withDeferral(deferral(row)),
                        written(row, "COLUMN_NAME"));
            case "R" ->
                tables.addForeignKeyColumn(
                        table, foreignKey(row, name), written(row, "COLUMN_NAME"), written(row, "REFERENCED_COLUMN"));
            default -> {
                String condition = row.getString("CONDITION");
                if (condition != null && !NOT_NULL.matcher(condition).matches()) {
                    tables.addCheck(table, new CheckConstraint(name, condition, isValid(row)));
                }
            }
        }
    }

    private static ForeignKey foreignKey(ResultSet row, String name) throws SQLException {
        String owner = row.getString("REFERENCED_OWNER");
        TableName table =
                new TableName(owner == null ? null : OracleNames.written(owner), written(row, "REFERENCED_TABLE"));
        return ForeignKey.of(name, List.of(), table, List.of())
                .onDelete(ReferenceAction.valueOf(row.getString("DELETE_RULE").replace(' ', '_')))
                .withDeferral(deferral(row))
                .withValid(isValid(row));
    }

    private static boolean isValid(ResultSet row) throws SQLException {
        return row.getString("VALIDATED").equals("VALIDATED");
    }

    private static Deferral deferral(ResultSet row) throws SQLException {
        if (!row.getString("DEFERRABLE").equals("DEFERRABLE")) {
            return Deferral.NOT_DEFERRABLE;
        }
        return row.getString("DEFERRED").equals("DEFERRED")
                ? Deferral.INITIALLY_DEFERRED
                : Deferral.INITIALLY_IMMEDIATE;
    }

    private static void addIndexPart(TableAssembly tables, ResultSet row) throws SQLException {
        Index index = Index.of(written(row, "INDEX_NAME"), List.<IndexColumn>of())
                .withUnique(row.getString("UNIQUENESS").equals("UNIQUE"))
                .withMethod(row.getString("INDEX_TYPE").contains("BITMAP") ? "bitmap" : null);
        String table = row.getString("TABLE_NAME");
        String column = row.getString("COLUMN_NAME");
        boolean isDescending = row.getString("DESCEND").equals("DESC");
        tables.addIndexColumn(table, index, part(column, isDescending, row.getString("COLUMN_EXPRESSION")));
    }

    /** A descending column is kept as an expression that is its name. */
    static IndexColumn part(String column, boolean isDescending, @Nullable String expression) {
        Matcher name = NAME.matcher(expression == null ? "" : expression.strip());
        IndexColumn part;
        if (expression == null) {
            part = IndexColumn.column(OracleNames.written(column));
        } else if (name.matches()) {
            part = IndexColumn.column(OracleNames.written(name.group(1)));
        } else {
            part = IndexColumn.expression(expression.strip());
        }
        return isDescending ? part.descendingOrder() : part;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, Choice choice, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            String schema = choice.scope().schema();
            statement.setString(1, schema == null ? null : OracleNames.stored(schema));
            if (choice.table() != null) {
                statement.setString(2, OracleNames.stored(choice.table()));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
