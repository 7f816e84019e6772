package io.kmigrate.dialect.sqlite;

import io.kmigrate.operation.ImpliedNames;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.BlobType;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the constraint without a name that an implied name means. */
final class ImpliedClause {
    private final List<UniqueConstraint> uniques = new ArrayList<>();
    private final List<CheckConstraint> checks = new ArrayList<>();
    private final List<ForeignKey> keys = new ArrayList<>();
    private final List<Clause> uniqueClauses = new ArrayList<>();
    private final List<Clause> checkClauses = new ArrayList<>();
    private final List<Clause> keyClauses = new ArrayList<>();
    private @Nullable Clause primary;
    private final Table named;

    private ImpliedClause(TableText text, TableName table) {
        // In the order of the introspector, which numbers depend on.
        text.columns().forEach(column -> column.clauses().forEach(clause -> add(clause, List.of(column.name()))));
        text.clauses().forEach(clause -> add(clause, List.of()));
        List<Column> columns = text.columns().stream()
                .map(column -> Column.of(column.name(), new BlobType()))
                .toList();
        PrimaryKey key = primary == null ? null : new PrimaryKey(primary.name(), text.primaryKey());
        named = ImpliedNames.given(Table.of(table, columns, key)
                .withUniqueConstraints(uniques)
                .withCheckConstraints(checks)
                .withForeignKeys(keys));
    }

    static Optional<Clause> of(TableText text, TableName table, String name) {
        return new ImpliedClause(text, table).called(name);
    }

    private void add(Clause clause, List<String> column) {
        switch (clause.kind()) {
            case PRIMARY_KEY -> primary = clause;
            case UNIQUE -> {
                uniqueClauses.add(clause);
                uniques.add(
                        new UniqueConstraint(clause.name(), column.isEmpty() ? clause.namesAfter("unique") : column));
            }
            case CHECK -> {
                checkClauses.add(clause);
                checks.add(new CheckConstraint(clause.name(), clause.textAfter("check")));
            }
            case REFERENCES, FOREIGN_KEY -> {
                List<String> columns = column.isEmpty() ? clause.namesAfter("key") : column;
                keyClauses.add(clause);
                keys.add(ForeignKey.of(clause.name(), columns, TableName.of(""), columns));
            }
            default -> {
                // No constraint.
            }
        }
    }

    private Optional<Clause> called(String name) {
        PrimaryKey key = named.primaryKey();
        if (primary != null && key != null && name.equals(key.name())) {
            return Optional.of(primary);
        }
        return find(name, named.uniqueConstraints(), UniqueConstraint::name, uniqueClauses)
                .or(() -> find(name, named.checkConstraints(), CheckConstraint::name, checkClauses))
                .or(() -> find(name, named.foreignKeys(), ForeignKey::name, keyClauses));
    }

    private static <T> Optional<Clause> find(
            String name, List<T> constraints, Function<T, @Nullable String> nameOf, List<Clause> clauses) {
        return IntStream.range(0, constraints.size())
                .filter(place -> Objects.equals(name, nameOf.apply(constraints.get(place))))
                .mapToObj(clauses::get)
                .findFirst();
    }
}
