package io.kmigrate.diff;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropSequence;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an operation can cost: data that is gone, or rows that stop it. */
final class DestructiveChangeCheck {
    private final Snapshot live;
    private final Set<TableName> empty;
    private final UnmanagedReferences leftAlone;
    private final ViewUses views;
    private final boolean viewsHoldTypes;

    /**
     * Judges operations.
     *
     * @param empty the tables that are made by the same operations: they have no rows
     * @param leftAlone what can be in their way
     * @param viewsHoldTypes see {@link Equivalence#viewsHoldTypes}
     */
    DestructiveChangeCheck(Snapshot live, Set<TableName> empty, UnmanagedReferences leftAlone, boolean viewsHoldTypes) {
        this.viewsHoldTypes = viewsHoldTypes;
        this.leftAlone = leftAlone;
        this.live = live;
        this.views = new ViewUses(live);
        this.empty = empty;
    }

    @Nullable
    String of(Operation operation) {
        String danger = leftAlone.stops(operation).orElseGet(() -> ofRows(operation));
        if (danger != null) {
            return views.of(operation).map(clause -> danger + "; " + clause).orElse(danger);
        }
        return viewsHoldTypes && operation instanceof AlterColumn
                ? views.of(operation).orElse(null)
                : null;
    }

    private @Nullable String ofRows(Operation operation) {
        if (operation instanceof DropTable drop) {
            return "all rows of " + drop.table() + " are lost";
        }
        if (operation instanceof DropColumn drop) {
            return dropped(drop);
        }
        if (operation instanceof DropSequence drop) {
            return "the next number of " + drop.sequence() + " is lost";
        }
        if (operation instanceof AlterColumn alter) {
            return altered(alter);
        }
        if (operation instanceof AddColumn add) {
            return added(add);
        }
        return unique(operation);
    }

    private @Nullable String dropped(DropColumn drop) {
        Column old = column(drop.table(), drop.column());
        boolean isComputed = old != null && old.generated() != null;
        return isComputed ? null : "all values of " + drop.table() + "." + drop.column() + " are lost";
    }

    private @Nullable Column column(TableName table, String name) {
        return live.table(table).flatMap(found -> found.column(name)).orElse(null);
    }

    private @Nullable String altered(AlterColumn alter) {
        Column old = column(alter.table(), alter.column());
        String where = alter.table() + "." + alter.column();
        ColumnType type = alter.change().type();
        if (old != null && type != null && !Widening.holds(old.type(), type)) {
            return "values of " + where + " may not fit when " + old.type() + " becomes " + type;
        }
        return Boolean.FALSE.equals(alter.change().nullable())
                ? "rows where " + where + " is NULL stop the change"
                : null;
    }

    private static @Nullable String added(AddColumn add) {
        Column column = add.column();
        boolean isFilled = column.nullable()
                || column.defaultValue() != null
                || column.identity() != null
                || column.generated() != null;
        return isFilled
                ? null
                : "rows of " + add.table() + " have no value for the new column " + column.name()
                        + ", which has no default";
    }

    private @Nullable String unique(Operation operation) {
        if (operation instanceof CreatePrimaryKey create) {
            return repeated(
                    create.table(), String.join(", ", create.primaryKey().columns()));
        }
        if (operation instanceof CreateUniqueConstraint create) {
            return repeated(
                    create.table(), String.join(", ", create.constraint().columns()));
        }
        return operation instanceof CreateIndex create && create.index().unique()
                ? repeated(create.table(), "what index " + create.index().name() + " is over")
                : null;
    }

    private @Nullable String repeated(TableName table, String columns) {
        return empty.contains(table) ? null : "rows of " + table + " that repeat " + columns + " stop the change";
    }
}
