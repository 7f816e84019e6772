package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.NotNullConstraint;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Gives a primary key, unique, check, foreign key, exclusion or NOT NULL constraint a new name; one without a name is found by
 * the one that it gets from {@link ImpliedNames}. The constraint holds throughout, and no row is read for it.
 */
@API(status = STABLE, since = "0.1")
public record RenameConstraint(TableName table, String name, String newName) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> {
            Replay.requireConstraint(before, found, name);
            Replay.requireFreeConstraint(before, found, newName);
            return renamed(found);
        });
    }

    private Table renamed(Table found) {
        Table named = ImpliedNames.given(found);
        PrimaryKey key = named.primaryKey();
        return found.withPrimaryKey(key != null && name.equals(key.name()) ? key.withName(newName) : found.primaryKey())
                .withUniqueConstraints(renamed(
                        found.uniqueConstraints(),
                        named.uniqueConstraints(),
                        UniqueConstraint::name,
                        unique -> unique.withName(newName)))
                .withCheckConstraints(renamed(
                        found.checkConstraints(),
                        named.checkConstraints(),
                        CheckConstraint::name,
                        check -> check.withName(newName)))
                .withForeignKeys(renamed(
                        found.foreignKeys(),
                        named.foreignKeys(),
                        ForeignKey::name,
                        foreign -> foreign.withName(newName)))
                .withExclusionConstraints(renamed(
                        found.exclusionConstraints(),
                        named.exclusionConstraints(),
                        ExclusionConstraint::name,
                        exclusion -> exclusion.withName(newName)))
                .withNotNullConstraints(renamed(
                        found.notNullConstraints(),
                        named.notNullConstraints(),
                        NotNullConstraint::name,
                        notNull -> notNull.withName(newName)));
    }

    /** The one whose namesake in {@code named} has the old name gets the new one. */
    private <T> List<T> renamed(
            List<T> found, List<T> named, Function<T, @Nullable String> nameOf, UnaryOperator<T> rename) {
        return IntStream.range(0, found.size())
                .mapToObj(place ->
                        name.equals(nameOf.apply(named.get(place))) ? rename.apply(found.get(place)) : found.get(place))
                .toList();
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.of(new RenameConstraint(table, newName, name));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.renameConstraint(this);
    }
}
