package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.Literals;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedObjectMessages;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comments as Microsoft's tools keep them: the extended property MS_Description of a table or a column. */
final class Comments {
    private final Literals literals;

    Comments(Literals literals) {
        this.literals = literals;
    }

    /** One batch for all comments of a new table, or of a new column given as a table of its own; or none. */
    List<String> ofNew(Table table) {
        List<String> calls = new ArrayList<>();
        if (table.comment() != null) {
            calls.add(call("sp_addextendedproperty", table.name(), null, table.comment()));
        }
        for (Column column : table.columns()) {
            if (column.comment() != null) {
                calls.add(call("sp_addextendedproperty", table.name(), column.name(), column.comment()));
            }
        }
        return calls.isEmpty() ? List.of() : List.of(schema(table.name()) + String.join(";\n", calls));
    }

    /**
     * The comment of a column, or of the table itself, changed.
     *
     * @param column null for the table's
     * @param hadOne null when it is not known whether there is a comment to change
     * @param text null removes it
     */
    List<String> change(
            TableName table,
            @Nullable String column,
            @Nullable Boolean hadOne,
            @Nullable String text,
            String quotedTable) {
        if (hadOne != null) {
            if (text == null) {
                return hadOne ? batch(table, call("sp_dropextendedproperty", table, column, null)) : List.of();
            }
            String procedure = hadOne ? "sp_updateextendedproperty" : "sp_addextendedproperty";
            return batch(table, call(procedure, table, column, text));
        }
        String id = "OBJECT_ID(" + literals.render(quotedTable) + ")";
        String columnId =
                column == null ? "0" : "COLUMNPROPERTY(" + id + ", " + literals.render(column) + ", 'ColumnId')";
        List<String> statements = new ArrayList<>(batch(
                table,
                "IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE class = 1 AND name = N'MS_Description'\n"
                        + "    AND major_id = " + id + " AND minor_id = " + columnId + ")\n"
                        + call("sp_dropextendedproperty", table, column, null)));
        if (text != null) {
            statements.addAll(batch(table, call("sp_addextendedproperty", table, column, text)));
        }
        return statements;
    }

    private List<String> batch(TableName table, String sql) {
        return List.of(schema(table) + sql);
    }

    /** A procedure takes no expression, so the schema of a name without one goes by a variable. */
    private static String schema(TableName table) {
        return table.schema() == null ? "DECLARE @schema sysname = SCHEMA_NAME();\n" : "";
    }

    private String call(String procedure, TableName table, @Nullable String column, @Nullable String text) {
        String value = text == null ? "" : "\n    @value = " + value(text) + ",";
        return "EXEC sys." + procedure + " @name = N'MS_Description'," + value
                + "\n    @level0type = N'SCHEMA', @level0name = "
                + (table.schema() == null ? "@schema" : literals.render(table.schema()))
                + ",\n    @level1type = N'TABLE', @level1name = " + literals.render(table.name())
                + (column == null ? "" : ",\n    @level2type = N'COLUMN', @level2name = " + literals.render(column));
    }

    private String value(String text) {
        String literal = literals.render(text);
        if (literal.replace("''", "").matches("(?s)N'[^']*'")) {
            return literal;
        }
        throw new UnsupportedOperationByDialectException(UnsupportedObjectMessages.batchEndInComment("SQL Server"));
    }
}
