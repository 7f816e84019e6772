package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Equivalence;
import io.kmigrate.schema.NotNullConstraint;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Changes a column in place, keeping its data.
 *
 * @param dependants what happens to views that read it, where the database refuses to change it under them
 */
@API(status = STABLE, since = "0.1")
public record AlterColumn(TableName table, String column, ColumnChange change, Dependants dependants)
        implements Operation {
    /** A change that is refused while views are in its way. */
    public AlterColumn(TableName table, String column, ColumnChange change) {
        this(table, column, change, Dependants.REFUSE);
    }

    /** The same, with a place to fill in where the database cannot turn the type of now into the new one by itself. */
    public AlterColumn withConversionToFill(ColumnType from, Equivalence database) {
        ColumnType to = change.type();
        return to == null || change.using() != null || database.converts(from, to)
                ? this
                : new AlterColumn(table, column, change.withUsing(ColumnChange.TO_FILL), dependants);
    }

    @Override
    public Snapshot apply(Snapshot before) {
        Snapshot changed = Replay.change(before, table, found -> {
            Replay.requireColumns(before, found, List.of(column));
            ColumnPlace place = change.place();
            if (place != null && place.after() != null) {
                Replay.requireColumns(before, found, List.of(place.after()));
            }
            return found.column(column)
                    .map(change::applyTo)
                    .map(now -> place == null ? found.withColumn(column, now) : place.in(found, now))
                    .map(this::constrained)
                    .orElse(found);
        });
        return change.newName() == null ? changed : new RenameColumn(table, column, change.newName()).apply(changed);
    }

    /** NOT NULL goes with its constraint, and is valid where it is asked for. */
    private Table constrained(Table changed) {
        if (change.nullable() == null) {
            return changed;
        }
        return change.nullable()
                ? NotNulls.without(changed, column)
                : NotNulls.changed(changed, column, notNull -> notNull.withValid(true));
    }

    /** Whether the constraint goes, by which the column is NOT NULL. */
    private Optional<NotNullConstraint> droppedNotNull(Table found) {
        return Boolean.TRUE.equals(change.nullable()) ? NotNulls.of(found, column) : Optional.empty();
    }

    /** Restores the definition; values that a new type changed are converted back, not remembered. */
    @Override
    public Optional<Operation> inverse(Snapshot before) {
        String name = change.newName() == null ? column : change.newName();
        return before.table(table).flatMap(found -> {
            Optional<NotNullConstraint> notNull = droppedNotNull(found);
            return notNull.isPresent() ? restored(notNull.get()) : inverse(found, name);
        });
    }

    /** A constraint comes back by an operation of its own, which brings nothing else. */
    private Optional<Operation> restored(NotNullConstraint notNull) {
        boolean isAlone = change.equals(ColumnChange.none().withNullable(true));
        return isAlone ? Optional.of(new CreateNotNullConstraint(table, notNull)) : Optional.empty();
    }

    private Optional<Operation> inverse(Table found, String name) {
        return found.column(column).map(old -> {
            ColumnPlace former = change.place() == null ? null : ColumnPlace.of(found, column);
            return new AlterColumn(table, name, change.inverse(old).withPlace(former), dependants);
        });
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.alterColumn(this);
    }
}
