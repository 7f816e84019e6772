package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.JsonType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads tables from information_schema. What the schema cannot say, such as ON UPDATE, is left out. */
final class CatalogReader {
    /** A line break stands in no comment or name: those are escaped. */
    private static final Pattern PARTITIONS =
            Pattern.compile("\\n(/\\*!\\d+)? (?<clause>PARTITION BY .*?)(\\s*\\*/)?$", Pattern.DOTALL);

    private static final Pattern SEQUENCE = Pattern.compile("(?i)^(nextval|lastval)\\(");

    private final Product flavour;
    private final MysqlTypes types;
    private final Connection connection;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, String> collations = new LinkedHashMap<>();
    private final List<String> partitioned = new ArrayList<>();

    CatalogReader(Product flavour, Connection connection) {
        this.flavour = flavour;
        this.types = new MysqlTypes(flavour);
        this.connection = connection;
    }

    Collection<Table> all(SchemaScope scope) throws SQLException {
        read(new CatalogQueries(flavour, scope, null));
        return tables.values();
    }

    /** One table, under the name it is asked for by. Some servers do not tell capitals apart in names. */
    Optional<Table> one(TableName name) throws SQLException {
        read(new CatalogQueries(flavour, new SchemaScope(name.schema()), name.name()));
        Table exact = tables.get(name.name());
        return Optional.ofNullable(exact)
                .or(() -> tables.values().stream().findFirst())
                .map(it -> it.withName(name));
    }

    private void read(CatalogQueries queries) throws SQLException {
        each(queries.tables(), row -> {
            String name = row.getString("TABLE_NAME");
            Table table = Table.of(queries.scope().name(name), List.of(), null);
            tables.put(name, table.withComment(textOrNull(row.getString("TABLE_COMMENT"))));
            collations.put(name, String.valueOf(row.getString("TABLE_COLLATION")));
            if (row.getBoolean("IS_PARTITIONED")) {
                partitioned.add(name);
            }
        });
        if (tables.isEmpty()) {
            return;
        }
        for (String name : partitioned) {
            String sql = partitions(queries.scope().name(name));
            tables.computeIfPresent(name, (key, table) -> table.withOptions(Map.of(flavour.dialect(), sql)));
        }
        each(queries.columns(), row -> {
            Column column = column(row);
            change(row, table -> table.withColumns(plus(table.columns(), column)));
        });
        each(queries.checks(), this::check);
        foreignKeys(queries);
        new IndexReader(flavour).read(this, queries);
    }

    /** What one row of a query adds to its table. */
    interface TableChange {
        Table applyTo(Table table);
    }

    /** A table that was made between two queries is not there, and left out. */
    void change(ResultSet row, TableChange change) throws SQLException {
        change(row.getString("TABLE_NAME"), change);
    }

    void change(String table, TableChange change) {
        tables.computeIfPresent(table, (name, old) -> change.applyTo(old));
    }

    /** A sequence of the same database without the database's name, which is another one after a restore. */
    private @Nullable String nearNamed(@Nullable String expression) throws SQLException {
        return expression == null || !SEQUENCE.matcher(expression).find()
                ? expression
                : expression.replace(MysqlNames.of(flavour).quote(String.valueOf(connection.getCatalog())) + ".", "");
    }

    /** What SHOW CREATE TABLE ends with; MySQL has it in a comment for servers that know partitions. */
    private String partitions(TableName table) throws SQLException {
        Matcher found = PARTITIONS.matcher(definition(table));
        return found.find() ? found.group("clause") : "PARTITION BY an unknown rule";
    }

    /** What SHOW CREATE TABLE says. */
    String definition(TableName table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(
                    "SHOW CREATE TABLE " + MysqlNames.of(flavour).quote(table))) {
                row.next();
                return row.getString(2);
            }
        }
    }

    private Column column(ResultSet row) throws SQLException {
        String srid = row.getString("SRS_ID");
        ColumnType type = types.parse(row.getString("COLUMN_TYPE") + (srid == null ? "" : " SRID " + srid));
        String extra = row.getString("EXTRA").toUpperCase(Locale.ROOT);
        boolean isGenerated = extra.contains("STORED GENERATED") || extra.contains("VIRTUAL GENERATED");
        String collation = row.getString("COLLATION_NAME");
        if (collation == null && types.isText(type)) {
            // MySQL says nothing of labels that are bytes.
            collation = "binary";
        }
        DefaultValue value = isGenerated
                ? null
                : DefaultText.parse(
                        bytes(row, extra, nearNamed(row.getString("COLUMN_DEFAULT"))), extra, type, collation, flavour);
        boolean ownCollation = collation != null && !collation.equals(collations.get(row.getString("TABLE_NAME")));
        return new Column(
                row.getString("COLUMN_NAME"),
                type,
                row.getString("IS_NULLABLE").equals("YES"),
                value,
                extra.contains("AUTO_INCREMENT") ? Identity.standard() : null,
                isGenerated ? generated(row, extra) : null,
                ownCollation ? collation : null,
                textOrNull(row.getString("COLUMN_COMMENT")));
    }

    /** MySQL's catalog has of bytes only those before the first that is zero, and SHOW CREATE TABLE only letters. */
    private @Nullable String bytes(ResultSet row, String extra, @Nullable String value) throws SQLException {
        boolean isBytes = flavour == Product.MYSQL
                && value != null
                && value.startsWith("0x")
                && !extra.contains("DEFAULT_GENERATED")
                && types.isBinary(types.parse(row.getString("COLUMN_TYPE")));
        if (!isBytes) {
            return value;
        }
        Names names = MysqlNames.of(flavour);
        TableName table = new TableName(row.getString("TABLE_SCHEMA"), row.getString("TABLE_NAME"));
        try (Statement statement = connection.createStatement();
                ResultSet whole = statement.executeQuery("SELECT concat('0x', hex(DEFAULT(t."
                        + names.quote(row.getString("COLUMN_NAME"))
                        + "))) FROM (SELECT 1) nothing LEFT JOIN " + names.quote(table) + " t ON FALSE")) {
            return whole.next() ? whole.getString(1) : value;
        } catch (SQLException unreadable) {
            // Without the privilege SELECT on the table, the beginning is what can be known.
            return value;
        }
    }

    private Generated generated(ResultSet row, String extra) throws SQLException {
        return new Generated(
                ExpressionText.ofCatalog(row.getString("GENERATION_EXPRESSION"), flavour),
                extra.contains("STORED GENERATED"));
    }

    /** MariaDB's JSON is text with a check of its own. */
    private void check(ResultSet row) throws SQLException {
        String name = row.getString("CONSTRAINT_NAME");
        String condition = row.getString("CHECK_CLAUSE");
        boolean isJson = row.getBoolean("IN_COLUMN")
                && condition.equalsIgnoreCase(
                        "json_valid(" + MysqlNames.of(flavour).quote(name) + ")");
        if (isJson) {
            change(
                    row,
                    table -> table.column(name)
                            .map(column -> table.withColumn(
                                    name, column.withType(new JsonType(false)).withCollation(null)))
                            .orElse(table));
            return;
        }
        CheckConstraint check = new CheckConstraint(name, ExpressionText.ofCatalog(condition, flavour))
                .withEnforced(row.getString("ENFORCED").equals("YES"));
        change(row, table -> table.withCheckConstraints(plus(table.checkConstraints(), check)));
    }

    private void foreignKeys(CatalogQueries queries) throws SQLException {
        each(queries.foreignKeys(), row -> {
            ForeignKey part = foreignKey(row);
            change(row, table -> table.withForeignKeys(joined(table.foreignKeys(), part)));
        });
    }

    private ForeignKey foreignKey(ResultSet row) throws SQLException {
        return ForeignKey.of(
                        row.getString("CONSTRAINT_NAME"),
                        List.of(row.getString("COLUMN_NAME")),
                        new TableName(row.getString("REFERENCED_TABLE_SCHEMA"), row.getString("REFERENCED_TABLE_NAME")),
                        List.of(row.getString("REFERENCED_COLUMN_NAME")))
                .onDelete(action(row.getString("DELETE_RULE")))
                .onUpdate(action(row.getString("UPDATE_RULE")));
    }

    /** MariaDB says RESTRICT where nothing was said. */
    private ReferenceAction action(String rule) {
        ReferenceAction action = ReferenceAction.valueOf(rule.replace(' ', '_'));
        boolean isSilent = flavour == Product.MARIADB && action == ReferenceAction.RESTRICT;
        return isSilent ? ReferenceAction.NO_ACTION : action;
    }

    /** The keys with one more, or with the last one longer by a column. */
    private static List<ForeignKey> joined(List<ForeignKey> keys, ForeignKey part) {
        ForeignKey last = keys.isEmpty() ? null : keys.get(keys.size() - 1);
        if (last == null || !Objects.equals(last.name(), part.name())) {
            return plus(keys, part);
        }
        List<ForeignKey> result = new ArrayList<>(keys.subList(0, keys.size() - 1));
        result.add(last.withColumns(plus(last.columns(), part.columns().get(0)))
                .withReference(
                        last.referencedTable(),
                        plus(last.referencedColumns(), part.referencedColumns().get(0))));
        return result;
    }

    static @Nullable String textOrNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }

    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    void each(String sql, RowReader reader) throws SQLException {
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
