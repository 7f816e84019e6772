package io.kmigrate.diff;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.operation.AlterSequence;
import io.kmigrate.operation.CreateEnum;
import io.kmigrate.operation.CreateSchema;
import io.kmigrate.operation.CreateSequence;
import io.kmigrate.operation.DropEnum;
import io.kmigrate.operation.DropSequence;
import io.kmigrate.operation.SequenceChange;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Schemas, enumerations and sequences. A model without any sequence says nothing about sequences: those that
 * are there stay. An enumeration goes with the last column that had it. Schemas, views and programs that a
 * model does not know are never dropped.
 */
final class ObjectDiff {
    private final Snapshot live;
    private final Snapshot wanted;
    private final TypeUses kept;
    private final DiffOptions options;
    private final Phases phases;

    /**
     * Compares objects.
     *
     * @param kept the types that stay in use, also if the wanted schema lacks them
     */
    ObjectDiff(Snapshot live, Snapshot wanted, TypeUses kept, Phases phases, DiffOptions options) {
        this.live = live;
        this.wanted = wanted;
        this.kept = kept;
        this.phases = phases;
        this.options = options;
    }

    void add() {
        if (options.sameness().keeps(DatabaseSchema.class)) {
            schemas();
        }
        if (options.sameness().keeps(DatabaseEnum.class)) {
            enums();
        }
        if (options.sameness().keeps(Sequence.class)) {
            sequences();
        }
    }

    private <T extends SchemaObject> Map<TableName, T> objects(Snapshot schema, Class<T> type, ObjectFilter.Kind kind) {
        Map<TableName, T> found = new TreeMap<>();
        schema.objects().stream()
                .filter(object -> type.isInstance(object) && options.filter().includes(kind, object.name()))
                .forEach(object -> found.put(object.name(), type.cast(object)));
        return found;
    }

    /** Those named, and those that hold a table. */
    private void schemas() {
        TreeSet<String> names = new TreeSet<>();
        objects(wanted, DatabaseSchema.class, ObjectFilter.Kind.SCHEMA)
                .keySet()
                .forEach(name -> names.add(name.name()));
        Stream.concat(
                        wanted.tables().stream().map(table -> table.name()),
                        wanted.objects().stream().map(it -> it.name()))
                .map(TableName::schema)
                .filter(Objects::nonNull)
                .forEach(names::add);
        objects(live, DatabaseSchema.class, ObjectFilter.Kind.SCHEMA)
                .keySet()
                .forEach(name -> names.remove(name.name()));
        live.tables().forEach(table -> names.remove(String.valueOf(table.name().schema())));
        names.stream()
                .filter(name -> options.filter().includes(ObjectFilter.Kind.SCHEMA, TableName.of(name)))
                .forEach(name -> phases.add(Phase.CREATE_SCHEMA, new CreateSchema(name, false)));
    }

    private void enums() {
        Map<TableName, DatabaseEnum> before = objects(live, DatabaseEnum.class, ObjectFilter.Kind.ENUM);
        Map<TableName, DatabaseEnum> after = objects(wanted, DatabaseEnum.class, ObjectFilter.Kind.ENUM);
        TypeUses.enums(wanted.tables()).forEach(type -> {
            TableName name = type.name();
            if (options.filter().includes(ObjectFilter.Kind.ENUM, name)) {
                after.putIfAbsent(name, new DatabaseEnum(name, type.labels()));
            }
        });
        List<Problem> problems = new ArrayList<>();
        after.forEach((name, type) -> {
            DatabaseEnum old = before.get(name);
            if (old == null) {
                phases.add(Phase.CREATE_OBJECT, new CreateEnum(type, false));
            } else {
                EnumLabels labels = new EnumLabels(old, type);
                labels.problem()
                        .ifPresentOrElse(
                                problems::add,
                                () -> labels.added().forEach(added -> phases.add(Phase.CREATE_OBJECT, added)));
            }
        });
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
        TypeUses formerly = new TypeUses(live.tables());
        TypeUses still = new TypeUses(wanted.tables());
        before.keySet().stream()
                .filter(name -> !after.containsKey(name) && !kept.contains(name) && !still.contains(name))
                .filter(name -> !after.isEmpty() || formerly.contains(name))
                .forEach(name -> phases.add(Phase.DROP_OBJECT, new DropEnum(name, false)));
    }

    private void sequences() {
        Map<TableName, Sequence> before = objects(live, Sequence.class, ObjectFilter.Kind.SEQUENCE);
        Map<TableName, Sequence> after = objects(wanted, Sequence.class, ObjectFilter.Kind.SEQUENCE);
        Snapshot all = options.written();
        after.forEach((name, sequence) -> {
            Sequence old = before.get(name);
            if (old == null) {
                Sequence written = all == null
                        ? sequence
                        : all.object(Sequence.class, name).orElse(sequence);
                phases.add(Phase.CREATE_OBJECT, new CreateSequence(written, false));
            } else {
                SequenceChange change = change(old, sequence);
                if (!change.equals(new SequenceChange(null, null, null, null, null, null))) {
                    phases.add(Phase.CREATE_OBJECT, new AlterSequence(name, change));
                }
            }
        });
        if (!after.isEmpty()) {
            before.keySet().stream()
                    .filter(name -> !after.containsKey(name))
                    .forEach(name -> phases.add(Phase.DROP_OBJECT, new DropSequence(name, false)));
        }
    }

    /** The first number is of no account once a sequence is there; a limit nobody gave is the database's. */
    private static SequenceChange change(Sequence old, Sequence wanted) {
        return new SequenceChange(
                null,
                old.increment() == wanted.increment() ? null : (Long) wanted.increment(),
                changed(old.minimum(), wanted.minimum()),
                changed(old.maximum(), wanted.maximum()),
                changed(old.cache(), wanted.cache()),
                old.cycle() == wanted.cycle() ? null : (Boolean) wanted.cycle());
    }

    private static @Nullable Long changed(@Nullable Long old, @Nullable Long wanted) {
        return wanted == null || wanted.equals(old) ? null : wanted;
    }
}
