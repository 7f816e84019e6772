package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.NotNullConstraint;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Adds a column to a table.
 *
 * @param foreignKey a key over this column alone, part of the operation because SQLite can add it only
 *     together with the column
 * @param place where in the table; null: at its end
 * @param notNull makes the column NOT NULL by a name; null: without one, or not at all
 */
@API(status = STABLE, since = "0.1")
public record AddColumn(
        TableName table,
        Column column,
        @Nullable ForeignKey foreignKey,
        boolean ifNotExists,
        @Nullable ColumnPlace place,
        @Nullable NotNullConstraint notNull)
        implements Operation {
    /** One at the end of the table. */
    public AddColumn(TableName table, Column column, @Nullable ForeignKey foreignKey, boolean ifNotExists) {
        this(table, column, foreignKey, ifNotExists, null, null);
    }

    /** One that is nullable, or NOT NULL without a name. */
    public AddColumn(
            TableName table,
            Column column,
            @Nullable ForeignKey foreignKey,
            boolean ifNotExists,
            @Nullable ColumnPlace place) {
        this(table, column, foreignKey, ifNotExists, place, null);
    }

    public AddColumn withNotNull(@Nullable NotNullConstraint constraint) {
        return new AddColumn(table, column, foreignKey, ifNotExists, place, constraint);
    }

    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            boolean exists = found.column(column.name()).isPresent();
            if (exists && ifNotExists) {
                return found;
            }
            Replay.require(before, !exists, () -> SchemaMessages.duplicateColumn(table.toString(), column.name()));
            if (place != null && place.after() != null) {
                Replay.requireColumns(before, found, List.of(place.after()));
            }
            return added(found);
        });
    }

    private Table added(Table found) {
        List<Column> columns = new ArrayList<>(found.columns());
        columns.add(column);
        Table result = place == null ? found.withColumns(columns) : place.in(found, column);
        if (notNull != null) {
            List<NotNullConstraint> constraints = new ArrayList<>(found.notNullConstraints());
            constraints.add(notNull);
            result = result.withNotNullConstraints(constraints);
        }
        if (foreignKey == null) {
            return result;
        }
        List<ForeignKey> keys = new ArrayList<>(found.foreignKeys());
        keys.add(foreignKey);
        return result.withForeignKeys(keys);
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new DropColumn(table, column.name(), false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.addColumn(this);
    }
}
