package io.kmigrate.plan;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.BulkUpdate;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.operation.RowChange.SetColumns;
import io.kmigrate.operation.RowsTable;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations that undo a migration: those its script gives, or the inverse of its upgrade. */
final class DowngradeOperations implements Migration.DowngradeVisitor<List<ScriptOperation>> {
    private final Migration migration;
    private final Supplier<Snapshot> before;
    private final Map<Integer, Boolean> decided;

    /**
     * @param before the schema just before the migration; asked only when an inverse needs what an earlier
     *     revision said, because that means compiling all of them
     */
    DowngradeOperations(Migration migration, Supplier<Snapshot> before) {
        this(migration, before, Map.of());
    }

    /** {@code decided}: by 0-based place, whether operations with a guard ran, where that is known. */
    DowngradeOperations(Migration migration, Supplier<Snapshot> before, Map<Integer, Boolean> decided) {
        this.decided = decided;
        this.migration = migration;
        this.before = before;
    }

    List<ScriptOperation> list() {
        return migration.downgrade().accept(this);
    }

    @Override
    public List<ScriptOperation> written(Migration.Written downgrade) {
        return downgrade.operations();
    }

    @Override
    public List<ScriptOperation> irreversible(Migration.Irreversible downgrade) {
        throw IrreversibleException.declared(migration.revision(), downgrade.reason());
    }

    @Override
    public List<ScriptOperation> derived(Migration.Derived downgrade) {
        List<Optional<ScriptOperation>> inverses = inverses(
                missing -> IrreversibleException.notDerivable(migration.revision(), word(missing), missing.location()));
        List<ScriptOperation> result =
                new ArrayList<>(inverses.stream().flatMap(Optional::stream).toList());
        Collections.reverse(result);
        return result;
    }

    /** How a message calls an operation that has no inverse. */
    static String word(ScriptOperation missing) {
        String op = OperationDescription.of(missing.operation()).op();
        return missing.guard() == null ? op : op + " in " + missing.guard().word();
    }

    /**
     * The inverse of each operation of the upgrade, in its order; empty where nothing need be undone.
     *
     * @param refusal what to throw for an operation that has none
     * @throws IrreversibleException when one cannot be derived
     */
    List<Optional<ScriptOperation>> inverses(Function<ScriptOperation, IrreversibleException> refusal) {
        Attempt alone = new Attempt(Snapshot.empty().asUncertain());
        if (alone.missing == null) {
            return alone.inverses;
        }
        Attempt informed = new Attempt(before.get());
        if (informed.missing != null) {
            throw refusal.apply(informed.missing);
        }
        return informed.inverses;
    }

    /** One pass over the upgrade, from a schema that may or may not know enough. */
    private final class Attempt {
        private final List<Optional<ScriptOperation>> inverses = new ArrayList<>();
        private final Set<TableName> made = new HashSet<>();
        private final Map<TableName, Set<String>> added = new HashMap<>();
        private @Nullable ScriptOperation missing;

        Attempt(Snapshot start) {
            Snapshot snapshot = start;
            for (ScriptOperation step : migration.up()) {
                Operation operation = step.operation();
                Boolean ran = step.guard() == null ? Boolean.TRUE : decided.get(inverses.size());
                if (Boolean.FALSE.equals(ran)) {
                    inverses.add(Optional.empty());
                    continue;
                }
                Optional<Operation> inverse = ran == null ? Optional.empty() : operation.inverse(snapshot);
                inverses.add(inverse.map(undo -> step.replacedBy(undo)));
                if (inverse.isEmpty() && missing == null && !goesWithItsTable(operation) && !isNothing(operation)) {
                    missing = step;
                }
                snapshot = ran == null ? step.apply(snapshot) : operation.apply(snapshot);
                if (ran != null) {
                    operation.accept(new Additions());
                }
            }
        }

        /** Remembers what an operation makes; whether it did. */
        private final class Additions implements DefaultingOperationVisitor<Boolean> {
            @Override
            public Boolean otherwise(Operation operation) {
                return false;
            }

            @Override
            public Boolean createTable(CreateTable operation) {
                return made.add(operation.table().name());
            }

            @Override
            public Boolean addColumn(AddColumn operation) {
                return added.computeIfAbsent(operation.table(), table -> new HashSet<>())
                        .add(operation.column().name());
            }
        }

        /** It changed nothing, or nothing but columns that this migration made, which go. */
        private boolean isNothing(Operation operation) {
            return operation.requiredBackfill().isPresent()
                    || operation
                            .inBatches()
                            .filter(backfill -> backfill.change() instanceof SetColumns set
                                    && areAdded(backfill.table(), set.columns()))
                            .isPresent()
                    || (operation instanceof BulkUpdate update
                            && areAdded(update.table(), update.values().keySet()));
        }

        private boolean areAdded(TableName table, Collection<String> columns) {
            return added.getOrDefault(table, Set.of()).containsAll(columns);
        }

        /** Rows of a table that this migration made need no undoing: the table goes. */
        private boolean goesWithItsTable(Operation operation) {
            return RowsTable.of(operation).filter(made::contains).isPresent();
        }
    }
}
