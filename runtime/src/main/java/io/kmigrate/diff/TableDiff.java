package io.kmigrate.diff;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.ColumnMention;
import io.kmigrate.operation.CommentOnTable;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreateNotNullConstraint;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.RenameConstraint;
import io.kmigrate.operation.RenameIndex;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What must change about one table that is on both sides; its foreign keys apart, which tie tables together. */
final class TableDiff {
    private final TableName name;
    private final Table live;
    private final Table wanted;
    private final DeclaredTable written;
    private final DiffOptions options;
    private final TableParts liveParts;
    private final TableParts wantedParts;
    private final NamedPart.Difference<PrimaryKey> primaryKeys;
    private final NamedPart.Difference<UniqueConstraint> uniques;
    private final NotNullDiff notNulls;

    TableDiff(Table live, Table wanted, DiffOptions options) {
        this.name = wanted.name();
        this.live = live;
        this.wanted = wanted;
        this.options = options;
        this.written = DeclaredTable.of(wanted, options);
        this.liveParts = new TableParts(live, null, options);
        this.wantedParts = new TableParts(wanted, written.givenNames(), options);
        this.primaryKeys = NamedPart.difference(liveParts.primaryKeys(), wantedParts.primaryKeys());
        this.uniques = NamedPart.difference(liveParts.uniques(), wantedParts.uniques());
        this.notNulls = new NotNullDiff(live, wanted, options);
    }

    TableName name() {
        return name;
    }

    DeclaredTable written() {
        return written;
    }

    NamedPart.Difference<ForeignKey> foreignKeys() {
        return NamedPart.difference(liveParts.foreignKeys(), wantedParts.foreignKeys());
    }

    /** The foreign keys that are there and stay. */
    List<ForeignKey> keptForeignKeys() {
        List<NamedPart<ForeignKey>> dropped = foreignKeys().dropped();
        return liveParts.foreignKeys().stream()
                .filter(part -> !dropped.contains(part))
                .map(NamedPart::value)
                .toList();
    }

    /** True where a foreign key to these columns cannot stay as it is, or cannot be made before they changed. */
    boolean unsettles(Collection<String> columns) {
        Set<String> key = new HashSet<>(columns);
        return columns.stream().anyMatch(column -> isNew(column) || changesType(column))
                || keys(primaryKeys.dropped(), PrimaryKey::columns).contains(key)
                || keys(primaryKeys.created(), PrimaryKey::columns).contains(key)
                || keys(uniques.dropped(), UniqueConstraint::columns).contains(key)
                || keys(uniques.created(), UniqueConstraint::columns).contains(key);
    }

    private static <T> List<Set<String>> keys(List<NamedPart<T>> parts, Function<T, List<String>> columnsOf) {
        return parts.stream()
                .map(part -> Set.copyOf(columnsOf.apply(part.value())))
                .toList();
    }

    private boolean isNew(String column) {
        return live.column(column).isEmpty();
    }

    boolean changesType(String column) {
        ColumnDiff diff = columnDiff(column);
        return diff != null && (diff.mustReplace() || diff.changesType());
    }

    boolean drops(String column) {
        return wanted.column(column).isEmpty() && live.column(column).isPresent();
    }

    private @Nullable ColumnDiff columnDiff(String column) {
        Column before = live.column(column).orElse(null);
        Column after = wanted.column(column).orElse(null);
        return before == null || after == null
                ? null
                : new ColumnDiff(
                        effective(before, live),
                        notNulls.awaiting(effective(after, wanted)),
                        written.column(after),
                        options);
    }

    /** A key's column holds no NULL, even if it says that it is nullable. */
    private static Column effective(Column column, Table table) {
        PrimaryKey key = table.primaryKey();
        boolean isKey = key != null && key.columns().contains(column.name());
        return isKey ? column.withNullable(false) : column;
    }

    void addTo(Phases phases) {
        Set<String> replaced = columns(phases);
        addKeys(phases);
        checks(phases);
        exclusions(phases);
        notNulls(phases);
        indexes(phases, replaced);
        if (options.sameness().keepsComments() && !Objects.equals(live.comment(), wanted.comment())) {
            phases.add(Phase.COMMENT, new CommentOnTable(name, wanted.comment()));
        }
    }

    /** Gives the columns that are dropped and added again. */
    private Set<String> columns(Phases phases) {
        Set<String> replaced = new HashSet<>();
        for (Column column : wanted.columns()) {
            ColumnDiff diff = columnDiff(column.name());
            if (!includes(column)) {
                continue;
            }
            if (diff == null) {
                phases.add(
                        Phase.ADD_COLUMN,
                        new AddColumn(name, written.column(column), null, false)
                                .withNotNull(notNulls.wanted(column.name())));
            } else if (diff.mustReplace() || isComputedFromChanged(column)) {
                phases.add(Phase.TAKE_COLUMN_AWAY, new DropColumn(name, column.name(), false));
                phases.add(
                        Phase.BRING_COLUMN_BACK,
                        new AddColumn(name, written.column(column), null, false)
                                .withNotNull(notNulls.wanted(column.name())));
                replaced.add(column.name());
            } else if (!diff.change().equals(ColumnChange.none())) {
                phases.add(
                        Phase.ALTER_COLUMN,
                        new AlterColumn(name, column.name(), diff.change())
                                .withConversionToFill(diff.typeBefore(), options.sameness()));
            }
        }
        // What is computed goes before what it is computed from.
        live.columns().stream()
                .filter(column -> drops(column.name()) && includes(column))
                .sorted(Comparator.comparing(column -> column.generated() == null))
                .forEach(column -> phases.add(
                        isComputedFromChanged(column) ? Phase.TAKE_COLUMN_AWAY : Phase.DROP_COLUMN,
                        new DropColumn(name, column.name(), false)));
        return replaced;
    }

    private boolean isComputedFromChanged(Column column) {
        Generated generated = column.generated();
        return generated != null
                && wanted.columns().stream()
                        .map(Column::name)
                        .anyMatch(other -> ColumnMention.isIn(generated.expression(), other) && changesType(other));
    }

    private boolean includes(Column column) {
        return options.filter().includes(ObjectFilter.Part.COLUMN, name, column.name());
    }

    private void addKeys(Phases phases) {
        rename(phases, uniques, UniqueConstraint::name);
        rename(phases, primaryKeys, PrimaryKey::name);
        uniques.dropped().forEach(part -> dropConstraint(phases, part.value().name()));
        primaryKeys
                .dropped()
                .forEach(part -> dropConstraint(phases, part.value().name()));
        primaryKeys.created().forEach(part -> phases.add(Phase.CREATE_KEY, new CreatePrimaryKey(name, part.value())));
        uniques.created().forEach(part -> phases.add(Phase.CREATE_KEY, new CreateUniqueConstraint(name, part.value())));
    }

    private <T> void rename(Phases phases, NamedPart.Difference<T> difference, Function<T, @Nullable String> nameOf) {
        difference
                .renamed()
                .forEach(renaming -> phases.add(
                        Phase.RENAME_PART,
                        new RenameConstraint(
                                name,
                                Objects.requireNonNull(
                                        nameOf.apply(renaming.live().value())),
                                Objects.requireNonNull(
                                        nameOf.apply(renaming.wanted().value())))));
    }

    private void dropConstraint(Phases phases, @Nullable String constraint) {
        phases.add(Phase.DROP_PART, new DropConstraint(name, Objects.requireNonNull(constraint), false));
    }

    private void checks(Phases phases) {
        CheckDiff checks = new CheckDiff(liveParts, wantedParts);
        rename(phases, checks.difference(), CheckConstraint::name);
        checks.dropped().forEach(check -> dropConstraint(phases, check));
        checks.created()
                .forEach(check -> phases.add(Phase.CREATE_PART, new CreateCheckConstraint(name, written.check(check))));
    }

    private void exclusions(Phases phases) {
        NamedPart.Difference<ExclusionConstraint> exclusions =
                NamedPart.difference(liveParts.exclusions(), wantedParts.exclusions());
        rename(phases, exclusions, ExclusionConstraint::name);
        exclusions.dropped().forEach(part -> dropConstraint(phases, part.value().name()));
        exclusions
                .created()
                .forEach(part -> phases.add(
                        Phase.CREATE_PART, new CreateExclusionConstraint(name, written.exclusion(part.value()))));
    }

    private void notNulls(Phases phases) {
        notNulls.renamed()
                .forEach((old, named) -> phases.add(Phase.RENAME_PART, new RenameConstraint(name, old, named)));
        notNulls.created().stream()
                .filter(constraint -> options.filter().includes(ObjectFilter.Part.COLUMN, name, constraint.column()))
                .forEach(constraint -> phases.add(Phase.CREATE_PART, new CreateNotNullConstraint(name, constraint)));
    }

    private void indexes(Phases phases, Set<String> replaced) {
        NamedPart.Difference<Index> indexes = NamedPart.difference(liveParts.indexes(), wantedParts.indexes())
                .withoutRenaming(index -> isOver(index, replaced));
        indexes.renamed()
                .forEach(renaming -> phases.add(
                        Phase.RENAME_PART,
                        new RenameIndex(
                                name,
                                renaming.live().value().name(),
                                renaming.wanted().value().name())));
        indexes.dropped()
                .forEach(part ->
                        phases.add(Phase.DROP_PART, new DropIndex(part.value().name(), name, false, false)));
        indexes.created()
                .forEach(part -> phases.add(
                        Phase.CREATE_PART, new CreateIndex(name, written.index(part.value()), false, false)));
        // An index goes with the column it is over, and comes back with the new one.
        wantedParts.indexes().stream()
                .filter(part -> !indexes.created().contains(part) && isOver(part.value(), replaced))
                .forEach(part -> {
                    phases.add(Phase.DROP_PART, new DropIndex(part.value().name(), name, false, false));
                    phases.add(Phase.CREATE_PART, new CreateIndex(name, written.index(part.value()), false, false));
                });
    }

    private static boolean isOver(Index index, Set<String> columns) {
        return index.columns().stream().anyMatch(part -> !part.expression() && columns.contains(part.text()));
    }
}
