package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Checks the rows that were there when a foreign key, check or NOT NULL was added as not valid. Does nothing where a
 * database has no such constraints.
 */
@API(status = STABLE, since = "0.1")
public record ValidateConstraint(TableName table, String name) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            Replay.requireConstraint(before, found, name);
            return found.withForeignKeys(found.foreignKeys().stream()
                            .map(key -> name.equals(key.name()) ? key.withValid(true) : key)
                            .toList())
                    .withCheckConstraints(found.checkConstraints().stream()
                            .map(check -> name.equals(check.name()) ? check.withValid(true) : check)
                            .toList())
                    .withNotNullConstraints(found.notNullConstraints().stream()
                            .map(notNull -> name.equals(notNull.name()) ? notNull.withValid(true) : notNull)
                            .toList());
        });
    }

    /** Nothing has to be undone: a constraint that is known to hold goes on holding. */
    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new ValidateConstraint(table, name));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.validateConstraint(this);
    }
}
