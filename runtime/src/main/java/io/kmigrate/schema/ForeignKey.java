package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key.
 *
 * @param name null: the database names it
 * @param referencedColumns in the order of {@code columns}
 * @param matchFull a row with some null columns is refused, rather than not checked
 * @param valid false: rows that were there are not checked; PostgreSQL's NOT VALID. True for what is
 *     not enforced
 * @param enforced false: no row is checked; PostgreSQL 18 and later
 * @param period the last column of both sides is a range or multirange, and each moment of it has to be in a row that
 *     is referred to; PostgreSQL 18 and later
 */
@API(status = STABLE, since = "0.1")
public record ForeignKey(
        @Nullable String name,
        List<String> columns,
        TableName referencedTable,
        List<String> referencedColumns,
        ReferenceAction onDelete,
        ReferenceAction onUpdate,
        Deferral deferral,
        boolean matchFull,
        boolean valid,
        boolean enforced,
        boolean period) {
    public ForeignKey {
        valid = valid || !enforced;
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
                Deferral.NOT_DEFERRABLE,
                false,
                true,
                true,
                false);
    }

    /** Whether it looks at the rows that are there when it comes. */
    public boolean looksAtRows() {
        return valid && enforced;
    }

    public ForeignKey withName(@Nullable String newName) {
        return new ForeignKey(
                newName,
                columns,
                referencedTable,
                referencedColumns,
                onDelete,
                onUpdate,
                deferral,
                matchFull,
                valid,
                enforced,
                period);
    }

    public ForeignKey onDelete(ReferenceAction action) {
        return new ForeignKey(
                name,
                columns,
                referencedTable,
                referencedColumns,
                action,
                onUpdate,
                deferral,
                matchFull,
                valid,
                enforced,
                period);
    }

    public ForeignKey onUpdate(ReferenceAction action) {
        return new ForeignKey(
                name,
                columns,
                referencedTable,
                referencedColumns,
                onDelete,
                action,
                deferral,
                matchFull,
                valid,
                enforced,
                period);
    }

    public ForeignKey withDeferral(Deferral newDeferral) {
        return new ForeignKey(
                name,
                columns,
                referencedTable,
                referencedColumns,
                onDelete,
                onUpdate,
                newDeferral,
                matchFull,
                valid,
                enforced,
                period);
    }

    public ForeignKey withMatchFull(boolean isMatchFull) {
        return new ForeignKey(
                name,
                columns,
                referencedTable,
                referencedColumns,
                onDelete,
                onUpdate,
                deferral,
                isMatchFull,
                valid,
                enforced,
                period);
    }

    public ForeignKey withValid(boolean isValid) {
        return new ForeignKey(
                name,
                columns,
                referencedTable,
                referencedColumns,
                onDelete,
                onUpdate,
                deferral,
                matchFull,
                isValid,
                enforced,
                period);
    }

    public ForeignKey withEnforced(boolean isEnforced) {
        return new ForeignKey(
                name,
                columns,
                referencedTable,
                referencedColumns,
                onDelete,
                onUpdate,
                deferral,
                matchFull,
                valid,
                isEnforced,
                period);
    }

    public ForeignKey withPeriod(boolean isPeriod) {
        return new ForeignKey(
                name,
                columns,
                referencedTable,
                referencedColumns,
                onDelete,
                onUpdate,
                deferral,
                matchFull,
                valid,
                enforced,
                isPeriod);
    }

    public ForeignKey withColumns(List<String> newColumns) {
        return new ForeignKey(
                name,
                newColumns,
                referencedTable,
                referencedColumns,
                onDelete,
                onUpdate,
                deferral,
                matchFull,
                valid,
                enforced,
                period);
    }

    public ForeignKey withReference(TableName table, List<String> tableColumns) {
        return new ForeignKey(
                name, columns, table, tableColumns, onDelete, onUpdate, deferral, matchFull, valid, enforced, period);
    }
}
