package io.kmigrate.diff;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The tables that come and go, and the foreign keys that tie tables together. */
final class ForeignKeyDiff {
    private final Map<TableName, TableDiff> common;
    private final Phases phases;
    private final DiffOptions options;

    ForeignKeyDiff(Map<TableName, TableDiff> common, Phases phases, DiffOptions options) {
        this.common = common;
        this.phases = phases;
        this.options = options;
    }

    void create(Collection<Table> added) {
        List<Table> ordered = TableOrder.parentsFirst(added);
        for (Table table : ordered) {
            DeclaredTable written = DeclaredTable.of(table, options);
            List<ForeignKey> late = new ArrayList<>(TableOrder.late(table, ordered));
            table.foreignKeys().stream().filter(this::awaitsChange).forEach(late::add);
            phases.add(Phase.CREATE_TABLE, new CreateTable(written.table(late), false));
            new TableParts(table, written.givenNames(), options)
                    .foreignKeys().stream()
                            .map(NamedPart::value)
                            .filter(key -> late.stream()
                                    .anyMatch(other -> other.withName(null).equals(key.withName(null))))
                            .forEach(key ->
                                    phases.add(Phase.CREATE_FOREIGN_KEY, new CreateForeignKey(table.name(), key)));
        }
    }

    /** True where what the key points at is only made later, or goes before it. */
    private boolean awaitsChange(ForeignKey key) {
        TableDiff target = common.get(key.referencedTable());
        return target != null && target.unsettles(key.referencedColumns());
    }

    /**
     * Drops tables.
     *
     * @param phase when
     */
    void drop(Collection<Table> dropped, Phase phase) {
        List<Table> parentsFirst = TableOrder.parentsFirst(dropped);
        for (Table table : parentsFirst) {
            // A circle has a key to a table that is dropped before this one; what a key points at may go earlier.
            for (ForeignKey key : new TableParts(table, null, options).table().foreignKeys()) {
                boolean isLate = TableOrder.late(table, parentsFirst).stream()
                        .anyMatch(late -> late.columns().equals(key.columns())
                                && late.referencedTable().equals(key.referencedTable()));
                if (isLate || awaitsChange(key)) {
                    phases.add(Phase.DROP_FOREIGN_KEY, drop(table.name(), key));
                }
            }
        }
        for (int place = parentsFirst.size() - 1; place >= 0; place--) {
            phases.add(phase, new DropTable(parentsFirst.get(place).name(), false));
        }
    }

    private static Operation drop(TableName table, ForeignKey key) {
        return new DropConstraint(table, Objects.requireNonNull(key.name()), false);
    }

    void change(boolean dropsTablesEarly) {
        for (TableDiff diff : common.values()) {
            NamedPart.Difference<ForeignKey> keys = diff.foreignKeys();
            for (NamedPart<ForeignKey> part : keys.dropped()) {
                boolean isInTheWay = dropsTablesEarly || isTaken(part.value()) || awaitsChange(part.value());
                if (isInTheWay || !goesWithColumn(diff, part.value())) {
                    phases.add(Phase.DROP_FOREIGN_KEY, drop(diff.name(), part.value()));
                }
            }
            keys.created().forEach(part -> create(diff, part.value()));
            keys.renamed()
                    .forEach(renaming -> phases.add(
                            Phase.RENAME_PART,
                            new RenameConstraint(
                                    diff.name(),
                                    Objects.requireNonNull(
                                            renaming.live().value().name()),
                                    Objects.requireNonNull(
                                            renaming.wanted().value().name()))));
            diff.keptForeignKeys().stream()
                    .filter(key -> isUnsettled(diff, key))
                    .forEach(key -> {
                        phases.add(Phase.DROP_FOREIGN_KEY, drop(diff.name(), key));
                        phases.add(Phase.CREATE_FOREIGN_KEY, new CreateForeignKey(diff.name(), key));
                    });
        }
    }

    /** Whether another key takes over the name. */
    private boolean isTaken(ForeignKey key) {
        return newNames().anyMatch(name -> name.equals(key.name()));
    }

    /** The names of the keys that tables on both sides get. */
    Stream<String> newNames() {
        return common.values().stream()
                .flatMap(diff -> diff.foreignKeys().created().stream())
                .map(part -> Objects.requireNonNull(part.value().name()));
    }

    private static boolean goesWithColumn(TableDiff diff, ForeignKey key) {
        return key.columns().size() == 1 && diff.drops(key.columns().get(0));
    }

    /** No database changes the type of a column that a key compares with another. */
    private boolean isUnsettled(TableDiff diff, ForeignKey key) {
        return key.columns().stream().anyMatch(diff::changesType) || awaitsChange(key);
    }

    /** With its column, where that is new and there is nothing to wait for: SQLite adds it so without a rebuild. */
    private void create(TableDiff diff, ForeignKey key) {
        Set<TableName> settled = new HashSet<>(common.keySet());
        phases.of(Phase.CREATE_TABLE)
                .forEach(made -> settled.add(((CreateTable) made).table().name()));
        boolean isReady = settled.contains(key.referencedTable())
                && !key.referencedTable().equals(diff.name())
                && !awaitsChange(key);
        for (Operation operation : phases.of(Phase.ADD_COLUMN)) {
            AddColumn added = (AddColumn) operation;
            boolean isOver = added.table().equals(diff.name())
                    && key.columns().equals(List.of(added.column().name()));
            if (isOver && isReady && added.foreignKey() == null) {
                phases.replace(
                        Phase.ADD_COLUMN,
                        added,
                        new AddColumn(added.table(), added.column(), key, false).withNotNull(added.notNull()));
                return;
            }
        }
        phases.add(Phase.CREATE_FOREIGN_KEY, new CreateForeignKey(diff.name(), key));
    }
}
