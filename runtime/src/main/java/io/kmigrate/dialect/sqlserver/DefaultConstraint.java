package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.Literals;
import io.kmigrate.dialect.Names;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.TableName;

/**
 * A default, which is a constraint here and stands in the way of every change of its column. Ours have
 * names that can be told; those of others are looked up.
 */
record DefaultConstraint(TableName table, String column) {
    private static final int LONGEST_NAME = 128;

    /** {@code DF_table_column}, cut where it is too long, with a hash of the whole in place of the rest. */
    String name() {
        String name = "DF_" + table.name() + "_" + column;
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - 9) + "_" + String.format("%08x", name.hashCode());
    }

    /** Drops it under any name; does nothing where the column has none. */
    String drop(Names names, Literals literals) {
        String quoted = literals.render(names.quote(table));
        return "DECLARE @name nvarchar(258) = (SELECT QUOTENAME(d.name) FROM sys.default_constraints d\n"
                + "    WHERE d.parent_object_id = OBJECT_ID(" + quoted + ")\n"
                + "    AND d.parent_column_id = COLUMNPROPERTY(OBJECT_ID(" + quoted + "), " + literals.render(column)
                + ", 'ColumnId'));\n"
                + "IF @name IS NOT NULL EXEC ("
                + literals.render("ALTER TABLE " + names.quote(table) + " DROP CONSTRAINT ")
                + " + @name)";
    }

    /**
     * Lets it follow its table or column, so that its name stays free for the next table or column. Not there
     * is one that was made by others.
     */
    String rename(DefaultConstraint renamed, Names names, Literals literals) {
        String quoted = literals.render(names.quote(renamed.table.withName(name())));
        return "IF OBJECT_ID(" + quoted + ", N'D') IS NOT NULL\n    EXEC sp_rename " + quoted + ", "
                + literals.render(renamed.name()) + ", N'OBJECT'";
    }

    /** True for a column that has a default which is a constraint. */
    static boolean isOn(Column column) {
        return column.defaultValue() != null;
    }
}
