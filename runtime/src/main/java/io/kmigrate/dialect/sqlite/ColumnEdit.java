package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.dialect.sqlite.Clause.Kind;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Generated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change makes of a column's text; its numbering of rows is a matter of the whole table.
 *
 * @param table for messages
 * @param text the table's, before the change
 */
record ColumnEdit(SqliteRenderer renderer, String table, TableText text) {
    ColumnText of(ColumnText column, ColumnChange change) {
        ColumnText edited = column;
        ColumnType type = change.type();
        if (type != null && (change.identityChange() != null || !staysRowId(column, type))) {
            edited = edited.withType(text.isStrict() ? SqliteTypes.strict(type) : SqliteTypes.sql(type));
        }
        if (change.nullable() != null) {
            edited = edited.withNullable(change.nullable());
        }
        if (change.defaultChange() != null) {
            edited = withDefault(edited, change.defaultChange().value());
        }
        if (change.generatedChange() != null) {
            edited = withGenerated(edited, change.generatedChange().value());
        }
        return change.collationChange() == null
                ? edited
                : withCollation(edited, change.collationChange().value());
    }

    private static ColumnText withCollation(ColumnText column, @Nullable String collation) {
        ColumnText bare = column.without(Kind.COLLATE);
        return collation == null
                ? bare
                : bare.plus("COLLATE " + Names.standard().quote(collation));
    }

    /** INTEGER holds every whole number there is, and must be written so in a key that numbers rows. */
    private boolean staysRowId(ColumnText column, ColumnType type) {
        boolean isKey = text.primaryKey().equals(List.of(column.name()));
        if (!isKey || !column.type().equalsIgnoreCase("INTEGER")) {
            return false;
        }
        boolean isWhole = type instanceof IntegerType;
        if (!isWhole && text.isAutoIncrement()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.numberingInType("SQLite", table.toString(), type.toString()));
        }
        return isWhole;
    }

    /** A plain column that becomes a computed one loses its values; the other way round they stay. */
    private ColumnText withGenerated(ColumnText column, @Nullable Generated value) {
        ColumnText bare = column.without(Kind.GENERATED);
        return value == null ? bare : bare.plus(SqliteRenderer.generated(value).strip());
    }

    private ColumnText withDefault(ColumnText column, @Nullable DefaultValue value) {
        ColumnText bare = column.without(Kind.DEFAULT);
        return value == null ? bare : bare.plus("DEFAULT " + renderer.defaultValue(value));
    }
}
