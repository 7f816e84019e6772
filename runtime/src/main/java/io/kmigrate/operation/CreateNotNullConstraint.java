package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.NotNullConstraint;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Makes a column NOT NULL by a constraint with a name; PostgreSQL 18 and later. A column that is NOT NULL already has
 * such a constraint, and takes no other.
 */
@API(status = STABLE, since = "0.1")
public record CreateNotNullConstraint(TableName table, NotNullConstraint constraint) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            Replay.requireFreeConstraint(before, found, constraint.name());
            Replay.requireColumns(before, found, List.of(constraint.column()));
            Replay.require(
                    before,
                    found.column(constraint.column()).map(Column::nullable).orElse(true),
                    () -> SchemaMessages.notNullAlready(table.toString(), constraint.column()));
            return with(found);
        });
    }

    private Table with(Table found) {
        List<NotNullConstraint> constraints = new ArrayList<>(found.notNullConstraints());
        constraints.add(constraint);
        return found.column(constraint.column())
                .map(column -> found.withColumn(column.name(), column.withNullable(false)))
                .orElse(found)
                .withNotNullConstraints(constraints);
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new DropConstraint(table, constraint.name(), false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.createNotNullConstraint(this);
    }
}
