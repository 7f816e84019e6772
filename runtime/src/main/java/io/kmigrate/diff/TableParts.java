package io.kmigrate.diff;

import io.kmigrate.operation.ImpliedNames;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.UniqueConstraint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table's constraints and indexes as comparable parts. Each value carries a name, given or implied; the
 * part's own name is null where a person gave none.
 */
final class TableParts {
    private final DiffOptions options;
    private final Table table;
    private final Table named;
    private final Set<String> given;

    /**
     * Takes a table apart.
     *
     * @param given the names that count; null: all that are there
     */
    TableParts(Table table, @Nullable Set<String> given, DiffOptions options) {
        this.options = options;
        this.table = options.sameness().tellsUniqueConstraints() ? table : withUniques(table);
        this.given = given == null ? Set.copyOf(table.constraintNames()) : given;
        this.named = given == null
                ? ImpliedNames.given(this.table)
                : ImpliedNames.given(anonymous(this.table, given), options.naming());
    }

    /** Unique indexes over plain columns as the constraints that they are there. */
    private static Table withUniques(Table table) {
        Stream<UniqueConstraint> indexes = table.indexes().stream()
                .filter(TableParts::isPlainUnique)
                .map(index -> new UniqueConstraint(
                        index.name(),
                        index.columns().stream().map(IndexColumn::text).toList()));
        return table.withUniqueConstraints(Stream.concat(table.uniqueConstraints().stream(), indexes)
                        .toList())
                .withIndexes(table.indexes().stream()
                        .filter(index -> !isPlainUnique(index))
                        .toList());
    }

    private static boolean isPlainUnique(Index index) {
        return index.unique()
                && index.columns().stream()
                        .noneMatch(part -> part.expression() || part.descending() || part.length() != null);
    }

    /** Names that the database chose are no names. */
    private static Table anonymous(Table table, Set<String> given) {
        PrimaryKey key = table.primaryKey();
        return table.withPrimaryKey(
                        key == null || key.name() == null || given.contains(key.name()) ? key : key.withName(null))
                .withUniqueConstraints(table.uniqueConstraints().stream()
                        .map(unique -> isGiven(unique.name(), given) ? unique : unique.withName(null))
                        .toList())
                .withCheckConstraints(table.checkConstraints().stream()
                        .map(check -> isGiven(check.name(), given) ? check : check.withName(null))
                        .toList())
                .withForeignKeys(table.foreignKeys().stream()
                        .map(foreign -> isGiven(foreign.name(), given) ? foreign : foreign.withName(null))
                        .toList());
    }

    private static boolean isGiven(@Nullable String name, Set<String> given) {
        return name != null && given.contains(name);
    }

    /** The table with a name for each of its constraints. */
    Table table() {
        return named;
    }

    List<NamedPart<PrimaryKey>> primaryKeys() {
        PrimaryKey key = named.primaryKey();
        return key == null
                ? List.of()
                : parts(ObjectFilter.Part.PRIMARY_KEY, List.of(key), PrimaryKey::name, part -> part.withName(null));
    }

    List<NamedPart<UniqueConstraint>> uniques() {
        return parts(
                ObjectFilter.Part.UNIQUE,
                named.uniqueConstraints(),
                UniqueConstraint::name,
                unique -> unique.withName(null));
    }

    List<NamedPart<CheckConstraint>> checks() {
        return parts(
                ObjectFilter.Part.CHECK,
                named.checkConstraints(),
                CheckConstraint::name,
                check -> List.of(options.sameness().plain(check.condition()), check.enforced()));
    }

    List<NamedPart<ForeignKey>> foreignKeys() {
        return parts(
                ObjectFilter.Part.FOREIGN_KEY,
                named.foreignKeys(),
                ForeignKey::name,
                key -> key.withName(null)
                        .withValid(true)
                        .onDelete(plain(key.onDelete()))
                        .onUpdate(plain(key.onUpdate())));
    }

    private ReferenceAction plain(ReferenceAction action) {
        return Arrays.stream(ReferenceAction.values())
                .filter(other -> options.sameness().sameAction(action, other))
                .findFirst()
                .orElse(action);
    }

    List<NamedPart<ExclusionConstraint>> exclusions() {
        return parts(
                ObjectFilter.Part.EXCLUSION,
                named.exclusionConstraints(),
                ExclusionConstraint::name,
                exclusion -> exclusion.withName("").withWhere(plain(exclusion.where())));
    }

    List<NamedPart<Index>> indexes() {
        return parts(
                ObjectFilter.Part.INDEX,
                named.indexes(),
                Index::name,
                // What no model can say makes no difference.
                index -> index.withName("")
                        .withOptions(Map.of())
                        .withWhere(plain(index.where()))
                        .withColumns(index.columns().stream()
                                .map(part -> part.expression()
                                        ? part.withText(options.sameness().plain(part.text()))
                                        : part)
                                .toList()));
    }

    private @Nullable String plain(@Nullable String expression) {
        return expression == null ? null : options.sameness().plain(expression);
    }

    private <T> List<NamedPart<T>> parts(
            ObjectFilter.Part kind, List<T> values, Function<T, @Nullable String> nameOf, Function<T, Object> content) {
        return values.stream()
                .filter(value -> options.filter().includes(kind, table.name(), name(value, nameOf)))
                .map(value -> new NamedPart<>(value, givenName(kind, name(value, nameOf)), content.apply(value)))
                .toList();
    }

    private static <T> String name(T value, Function<T, @Nullable String> nameOf) {
        return Objects.requireNonNull(nameOf.apply(value));
    }

    /** Indexes and exclusion constraints always have one. */
    private @Nullable String givenName(ObjectFilter.Part kind, String name) {
        boolean always = kind == ObjectFilter.Part.INDEX || kind == ObjectFilter.Part.EXCLUSION;
        return always || given.contains(name) ? name : null;
    }
}
