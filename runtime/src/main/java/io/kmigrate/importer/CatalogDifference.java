package io.kmigrate.importer;

import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What two catalogs of one kind of database do not have in common: all differs that is not spelled the same. */
final class CatalogDifference {
    /** Names that a database counts, so that they come of what else is in it. */
    private static final Pattern COUNTED = Pattern.compile("CONSTRAINT_[0-9A-F]+");

    private final Snapshot old;
    private final Snapshot made;
    private final boolean hasCase;

    /** @param hasCase whether names differ that differ in their case alone */
    CatalogDifference(Snapshot old, Snapshot made, boolean hasCase) {
        this.old = old;
        this.made = made;
        this.hasCase = hasCase;
    }

    /** A part of a schema in the words by which two are compared. */
    private String plain(Object part) {
        String text = COUNTED.matcher(part.toString()).replaceAll("CONSTRAINT");
        return hasCase ? text : text.toLowerCase(Locale.ROOT);
    }

    /** None where both are the same. */
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
        objects(old.objects(), made.objects(), "the scripts do not make it so", sentences);
        objects(made.objects(), old.objects(), "the old SQL does not make it so", sentences);
        return sentences;
    }

    private void objects(
            Collection<SchemaObject> some, Collection<SchemaObject> others, String sentence, List<String> into) {
        Set<String> known = others.stream().map(this::plain).collect(Collectors.toSet());
        some.stream()
                .filter(object -> !known.contains(plain(object)))
                .forEach(object -> into.add(object.name() + ": " + sentence + ": " + object));
    }

    private void compare(Table left, Table right, List<String> into) {
        part(left, "columns", left.columns(), right.columns(), into);
        part(left, "primary key", key(left), key(right), into);
        part(left, "unique constraints", left.uniqueConstraints(), right.uniqueConstraints(), into);
        part(left, "checks", left.checkConstraints(), right.checkConstraints(), into);
        part(left, "foreign keys", left.foreignKeys(), right.foreignKeys(), into);
        part(left, "exclusion constraints", left.exclusionConstraints(), right.exclusionConstraints(), into);
        part(left, "NOT NULL constraints", left.notNullConstraints(), right.notNullConstraints(), into);
        part(left, "indexes", left.indexes(), right.indexes(), into);
        part(left, "comment", List.of("" + left.comment()), List.of("" + right.comment()), into);
    }

    private static List<PrimaryKey> key(Table table) {
        return Stream.ofNullable(table.primaryKey()).toList();
    }

    private <T> void part(Table table, String what, List<T> left, List<T> right, List<String> into) {
        List<String> first = left.stream().map(this::plain).toList();
        List<String> second = right.stream().map(this::plain).toList();
        boolean isOrdered = what.equals("columns");
        if (isOrdered ? first.equals(second) : Set.copyOf(first).equals(Set.copyOf(second))) {
            return;
        }
        into.add("%s: the %s of the old SQL: %s; of the scripts: %s"
                .formatted(table.name(), what, only(first, second), only(second, first)));
    }

    private static String only(List<String> some, List<String> others) {
        List<String> found =
                some.stream().filter(part -> !others.contains(part)).toList();
        return found.isEmpty() ? "no others" : String.join(", ", found);
    }
}
