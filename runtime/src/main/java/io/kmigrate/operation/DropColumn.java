package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Drops a column, and with it its NOT NULL and the foreign keys over it alone. What else uses it must be dropped before. */
@API(status = STABLE, since = "0.1")
public record DropColumn(TableName table, String column, boolean ifExists) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            if (ifExists && found.column(column).isEmpty()) {
                return found;
            }
            Replay.requireColumns(before, found, List.of(column));
            requireUnused(before, found);
            requireNotExcluded(before, found);
            return NotNulls.without(found, column)
                    .withColumns(found.columns().stream()
                            .filter(existing -> !existing.name().equals(column))
                            .toList())
                    .withForeignKeys(found.foreignKeys().stream()
                            .filter(key -> !key.columns().equals(List.of(column)))
                            .toList());
        });
    }

    private void requireUnused(Snapshot before, Table found) {
        found.indexes().stream()
                .filter(index -> index.columns().stream()
                        .anyMatch(part -> !part.expression() && part.text().equals(column)))
                .findFirst()
                .ifPresent(index -> refuse(before, "index " + index.name()));
        found.uniqueConstraints().stream()
                .filter(unique -> unique.columns().contains(column))
                .findFirst()
                .ifPresent(unique -> refuse(before, "a unique constraint"));
        if (found.primaryKey() != null && found.primaryKey().columns().contains(column)) {
            refuse(before, "the primary key");
        }
        found.foreignKeys().stream()
                .filter(key -> key.columns().contains(column) && key.columns().size() > 1)
                .findFirst()
                .ifPresent(key -> refuse(before, "a foreign key over several columns"));
    }

    private void requireNotExcluded(Snapshot before, Table found) {
        found.exclusionConstraints().stream()
                .filter(constraint -> constraint.elements().stream()
                        .anyMatch(element -> !element.column().expression()
                                && element.column().text().equals(column)))
                .findFirst()
                .ifPresent(constraint -> refuse(before, "exclusion constraint " + constraint.name()));
    }

    private void refuse(Snapshot before, String user) {
        Replay.require(before, false, () -> SchemaMessages.columnInUse(table.toString(), column, user));
    }

    /** Restores the definition, not the data; a foreign key over the column alone comes back with it. */
    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return before.table(table).flatMap(found -> found.column(column).map(old -> restore(found, old)));
    }

    private AddColumn restore(Table found, Column old) {
        ForeignKey key = found.foreignKeys().stream()
                .filter(existing -> existing.columns().equals(List.of(column)))
                .findFirst()
                .orElse(null);
        return new AddColumn(table, old, key, false)
                .withNotNull(NotNulls.of(found, column).orElse(null));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.dropColumn(this);
    }
}
