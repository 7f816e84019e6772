package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.Names;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new constraint takes an index that is there over its columns rather than one of its own. H2 then refuses
 * to drop that index (90085), and keeps the one of a dropped unique constraint, which goes on refusing rows
 * (2.5). So constraints that may share an index are taken away before it goes, and come back after.
 */
record SharedIndex(Table table) {
    /** Who may share an index, to be dropped in the reverse of their order here. */
    record Borrowers(List<UniqueConstraint> uniques, List<ForeignKey> keys) {
        static Borrowers none() {
            return new Borrowers(List.of(), List.of());
        }

        /** {@code statements} with these constraints out of their way. */
        List<String> around(H2Renderer renderer, TableName table, List<String> statements) {
            List<String> result = new ArrayList<>();
            keys.forEach(key -> result.add(drop(table, key.name())));
            uniques.forEach(unique -> result.add(drop(table, unique.name())));
            result.addAll(statements);
            uniques.forEach(unique ->
                    result.addAll(renderer.createUniqueConstraint(new CreateUniqueConstraint(table, unique))));
            keys.forEach(key -> result.addAll(renderer.createForeignKey(new CreateForeignKey(table, key))));
            return result;
        }

        private static String drop(TableName table, @Nullable String constraint) {
            Names names = H2Renderer.NAMES;
            return "ALTER TABLE " + names.quote(table) + " DROP CONSTRAINT "
                    + names.quote(Objects.requireNonNull(constraint, "only constraints with a name are borrowers"));
        }
    }

    /** Those that may share the index called {@code name}. */
    Borrowers aroundIndex(String name) {
        return table.index(name)
                .map(index -> new Borrowers(
                        index.unique() ? uniquesOver(columns(index)) : List.of(), keysOver(columns(index))))
                .orElse(Borrowers.none());
    }

    private static List<String> columns(Index index) {
        return index.columns().stream().map(IndexColumn::text).toList();
    }

    /** Those that may share the index of the primary key or unique constraint called {@code name}. */
    Borrowers aroundConstraint(String name) {
        List<ForeignKey> keys = new ArrayList<>();
        PrimaryKey primary = table.primaryKey();
        if (primary != null && name.equals(primary.name())) {
            keys.addAll(keysOver(primary.columns()));
        }
        table.uniqueConstraints().stream()
                .filter(unique -> name.equals(unique.name()))
                .forEach(unique -> keys.addAll(keysOver(unique.columns())));
        return new Borrowers(List.of(), keys);
    }

    private List<UniqueConstraint> uniquesOver(List<String> columns) {
        return table.uniqueConstraints().stream()
                .filter(unique ->
                        unique.name() != null && Set.copyOf(unique.columns()).equals(Set.copyOf(columns)))
                .toList();
    }

    /** An index serves a key whose columns, in any order, are its first. */
    private List<ForeignKey> keysOver(List<String> columns) {
        return table.foreignKeys().stream()
                .filter(key -> key.name() != null
                        && key.columns().size() <= columns.size()
                        && new HashSet<>(key.columns())
                                .equals(new HashSet<>(
                                        columns.subList(0, key.columns().size()))))
                .toList();
    }
}
