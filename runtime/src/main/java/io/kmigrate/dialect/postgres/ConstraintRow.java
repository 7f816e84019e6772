package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.OuterParentheses;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.NotNullConstraint;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A row of {@link CatalogQueries#constraints}. */
final class ConstraintRow {
    private ConstraintRow() {}

    /**
     * Adds the constraint to its table.
     *
     * @param tables all that are read, by the number that the catalog has for them
     */
    static void read(ResultSet row, TableRows table, Map<Long, TableRows> tables) throws SQLException {
        if (row.getString("kind").equals("c")) {
            table.checkConstraints.add(new CheckConstraint(
                    row.getString("name"),
                    OuterParentheses.strip(row.getString("condition"), PostgresStatements.RULES),
                    row.getBoolean("is_valid"),
                    row.getBoolean("is_enforced")));
            return;
        }
        Optional<List<String>> columns = table.columns(CatalogReader.numbers(row.getString("columns")));
        if (columns.isPresent()) {
            addKey(row, columns.get(), table, tables);
        }
    }

    private static void addKey(ResultSet row, List<String> columns, TableRows table, Map<Long, TableRows> tables)
            throws SQLException {
        String name = row.getString("name");
        switch (row.getString("kind")) {
            case "p" -> table.primaryKey = new PrimaryKey(name, columns, row.getBoolean("is_period"));
            case "u" ->
                table.uniqueConstraints.add(new UniqueConstraint(
                        name,
                        columns,
                        row.getBoolean("nulls_not_distinct"),
                        deferral(row),
                        row.getBoolean("is_period")));
            case "n" ->
                table.notNullConstraints.add(new NotNullConstraint(
                        name, columns.get(0), row.getBoolean("is_valid"), row.getBoolean("is_not_inherited")));
            default -> {
                Optional<List<String>> referenced = referencedColumns(row, tables);
                if (referenced.isPresent()) {
                    table.foreignKeys.add(foreignKey(row, name, columns, referenced.get()));
                }
            }
        }
    }

    private static Optional<List<String>> referencedColumns(ResultSet row, Map<Long, TableRows> tables)
            throws SQLException {
        long referenced = row.getLong("referenced_oid");
        if (row.wasNull()) {
            return Optional.of(CatalogReader.strings(row, "columns_elsewhere"));
        }
        TableRows table = tables.get(referenced);
        return table == null
                ? Optional.empty()
                : table.columns(CatalogReader.numbers(row.getString("referenced_columns")));
    }

    private static ForeignKey foreignKey(ResultSet row, String name, List<String> columns, List<String> referenced)
            throws SQLException {
        return new ForeignKey(
                name,
                columns,
                new TableName(row.getString("referenced_schema"), row.getString("referenced_table")),
                referenced,
                action(row.getString("on_delete")),
                action(row.getString("on_update")),
                deferral(row),
                row.getString("match").equals("f"),
                row.getBoolean("is_valid"),
                row.getBoolean("is_enforced"),
                row.getBoolean("is_period"));
    }

    static Deferral deferral(ResultSet row) throws SQLException {
        if (!row.getBoolean("is_deferrable")) {
            return Deferral.NOT_DEFERRABLE;
        }
        return row.getBoolean("is_deferred") ? Deferral.INITIALLY_DEFERRED : Deferral.INITIALLY_IMMEDIATE;
    }

    private static ReferenceAction action(String code) {
        return switch (code) {
            case "r" -> ReferenceAction.RESTRICT;
            case "c" -> ReferenceAction.CASCADE;
            case "n" -> ReferenceAction.SET_NULL;
            case "d" -> ReferenceAction.SET_DEFAULT;
            default -> ReferenceAction.NO_ACTION;
        };
    }
}
