package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Drops a primary key, unique, check, foreign key, exclusion or NOT NULL constraint by its name; one without a name by
 * the one that it gets from {@link ImpliedNames}.
 */
@API(status = STABLE, since = "0.1")
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
        Table named = ImpliedNames.given(found);
        PrimaryKey key = named.primaryKey();
        return withoutNotNull(found)
                .withPrimaryKey(key != null && name.equals(key.name()) ? null : found.primaryKey())
                .withUniqueConstraints(
                        others(found.uniqueConstraints(), named.uniqueConstraints(), UniqueConstraint::name))
                .withCheckConstraints(others(found.checkConstraints(), named.checkConstraints(), CheckConstraint::name))
                .withForeignKeys(others(found.foreignKeys(), named.foreignKeys(), ForeignKey::name))
                .withExclusionConstraints(
                        others(found.exclusionConstraints(), named.exclusionConstraints(), ExclusionConstraint::name));
    }

    private Table withoutNotNull(Table found) {
        return found.notNullConstraints().stream()
                .filter(constraint -> name.equals(constraint.name()))
                .findFirst()
                .flatMap(constraint -> found.column(constraint.column()))
                .map(column ->
                        NotNulls.without(found.withColumn(column.name(), column.withNullable(true)), column.name()))
                .orElse(found);
    }

    /** Those whose namesakes in {@code named} are called otherwise. */
    private <T> List<T> others(List<T> found, List<T> named, Function<T, @Nullable String> nameOf) {
        return IntStream.range(0, found.size())
                .filter(place -> !name.equals(nameOf.apply(named.get(place))))
                .mapToObj(found::get)
                .toList();
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return before.table(table).map(ImpliedNames::given).flatMap(this::restore);
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
        Stream<Operation> notNull = found.notNullConstraints().stream()
                .filter(constraint -> name.equals(constraint.name()))
                .map(constraint -> new CreateNotNullConstraint(table, constraint));
        return Stream.of(primary, unique, check, foreign, exclusion, notNull)
                .flatMap(operations -> operations)
                .findFirst();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.dropConstraint(this);
    }
}
