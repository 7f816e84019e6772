package io.kmigrate.importer;

import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What two catalogs of one kind of database do not have in common. */
final class CatalogDifference {
    private final Snapshot old;
    private final Snapshot made;

    CatalogDifference(Snapshot old, Snapshot made) {
        this.old = old;
        this.made = made;
    }

    /** None where both are the same to the letter. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (Table table : old.tables()) {
            made.table(table.name())
                    .ifPresentOrElse(
                            other -> compare(table, other, sentences),
                            () -> sentences.add("the scripts do not make table " + table.name()));
        }
        for (Table table : made.tables()) {
            if (old.table(table.name()).isEmpty()) {
                sentences.add("the old SQL does not make table " + table.name());
            }
        }
        Set<SchemaObject> objects = new HashSet<>(old.objects());
        objects(old.objects(), made.objects(), "the scripts do not make it so", sentences);
        objects(made.objects(), objects, "the old SQL does not make it so", sentences);
        return sentences;
    }

    private static void objects(
            Collection<SchemaObject> some, Collection<SchemaObject> others, String sentence, List<String> into) {
        Set<SchemaObject> known = new HashSet<>(others);
        some.stream()
                .filter(object -> !known.contains(object))
                .forEach(object -> into.add(object.name() + ": " + sentence + ": " + object));
    }

    private static void compare(Table left, Table right, List<String> into) {
        part(left, "columns", left.columns(), right.columns(), into);
        if (!Objects.equals(left.primaryKey(), right.primaryKey())) {
            into.add("%s: the primary key is %s by the old SQL, and %s by the scripts"
                    .formatted(left.name(), left.primaryKey(), right.primaryKey()));
        }
        part(left, "unique constraints", left.uniqueConstraints(), right.uniqueConstraints(), into);
        part(left, "checks", left.checkConstraints(), right.checkConstraints(), into);
        part(left, "foreign keys", left.foreignKeys(), right.foreignKeys(), into);
        part(left, "exclusion constraints", left.exclusionConstraints(), right.exclusionConstraints(), into);
        part(left, "indexes", left.indexes(), right.indexes(), into);
        if (!Objects.equals(left.comment(), right.comment())) {
            into.add(left.name() + ": the comment differs");
        }
    }

    private static <T> void part(Table table, String what, List<T> left, List<T> right, List<String> into) {
        boolean isOrdered = what.equals("columns");
        if (isOrdered ? left.equals(right) : new HashSet<>(left).equals(new HashSet<>(right))) {
            return;
        }
        List<T> first = left.stream().filter(part -> !right.contains(part)).toList();
        List<T> second = right.stream().filter(part -> !left.contains(part)).toList();
        into.add("%s: the %s are %s by the old SQL, and %s by the scripts"
                .formatted(table.name(), what, words(first), words(second)));
    }

    private static String words(List<?> parts) {
        return parts.isEmpty() ? "in another order" : parts.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
