package io.kmigrate.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key.
 *
 * @param name null: the database names it
 * @param referencedColumns in the order of {@code columns}
 */
public record ForeignKey(
        @Nullable String name,
        List<String> columns,
        TableName referencedTable,
        List<String> referencedColumns,
        ReferenceAction onDelete,
        ReferenceAction onUpdate,
        Deferral deferral) {
    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }

    /** A key with no actions that is checked at once. */
    public static ForeignKey of(
            @Nullable String name, List<String> columns, TableName table, List<String> referencedColumns) {
        return new ForeignKey(
                name,
                columns,
                table,
                referencedColumns,
                ReferenceAction.NO_ACTION,
                ReferenceAction.NO_ACTION,
                Deferral.NOT_DEFERRABLE);
    }

    public ForeignKey onDelete(ReferenceAction action) {
        return new ForeignKey(name, columns, referencedTable, referencedColumns, action, onUpdate, deferral);
    }

    public ForeignKey onUpdate(ReferenceAction action) {
        return new ForeignKey(name, columns, referencedTable, referencedColumns, onDelete, action, deferral);
    }

    public ForeignKey withDeferral(Deferral newDeferral) {
        return new ForeignKey(name, columns, referencedTable, referencedColumns, onDelete, onUpdate, newDeferral);
    }

    public ForeignKey withColumns(List<String> newColumns) {
        return new ForeignKey(name, newColumns, referencedTable, referencedColumns, onDelete, onUpdate, deferral);
    }

    public ForeignKey withReference(TableName table, List<String> tableColumns) {
        return new ForeignKey(name, columns, table, tableColumns, onDelete, onUpdate, deferral);
    }
}
