package io.kmigrate.operation;

import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import java.util.stream.Stream;

/** Drops a primary key, unique, check, foreign key or exclusion constraint by its name. */
public record DropConstraint(TableName table, String name, boolean ifExists) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            if (!ifExists) {
                Replay.requireConstraint(before, found, name);
            }
            return without(found);
        });
    }

    private Table without(Table found) {
        PrimaryKey key = found.primaryKey();
        return found.withPrimaryKey(key != null && name.equals(key.name()) ? null : key)
                .withUniqueConstraints(found.uniqueConstraints().stream()
                        .filter(unique -> !name.equals(unique.name()))
                        .toList())
                .withCheckConstraints(found.checkConstraints().stream()
                        .filter(check -> !name.equals(check.name()))
                        .toList())
                .withForeignKeys(found.foreignKeys().stream()
                        .filter(foreign -> !name.equals(foreign.name()))
                        .toList())
                .withExclusionConstraints(found.exclusionConstraints().stream()
                        .filter(exclusion -> !name.equals(exclusion.name()))
                        .toList());
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return before.table(table).flatMap(this::restore);
    }

    private Optional<Operation> restore(Table found) {
        Stream<Operation> primary = Stream.ofNullable(found.primaryKey())
                .filter(key -> name.equals(key.name()))
                .map(key -> new CreatePrimaryKey(table, key));
        Stream<Operation> unique = found.uniqueConstraints().stream()
                .filter(constraint -> name.equals(constraint.name()))
                .map(constraint -> new CreateUniqueConstraint(table, constraint));
        Stream<Operation> check = found.checkConstraints().stream()
                .filter(constraint -> name.equals(constraint.name()))
                .map(constraint -> new CreateCheckConstraint(table, constraint));
        Stream<Operation> foreign = found.foreignKeys().stream()
                .filter(key -> name.equals(key.name()))
                .map(key -> new CreateForeignKey(table, key));
        Stream<Operation> exclusion = found.exclusionConstraints().stream()
                .filter(constraint -> name.equals(constraint.name()))
                .map(constraint -> new CreateExclusionConstraint(table, constraint));
        return Stream.of(primary, unique, check, foreign, exclusion)
                .flatMap(operations -> operations)
                .findFirst();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.dropConstraint(this);
    }
}
