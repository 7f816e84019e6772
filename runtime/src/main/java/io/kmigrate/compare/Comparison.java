package io.kmigrate.compare;

import io.kmigrate.dialect.UnsupportedObject.Place;
import io.kmigrate.diff.Change;
import io.kmigrate.diff.DiffOptions;
import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.diff.Rename;
import io.kmigrate.diff.RenameCandidate;
import io.kmigrate.diff.SchemaDiff;
import io.kmigrate.operation.CreateProgram;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Equivalence;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What separates a schema from the one that is wanted. Immutable.
 *
 * @param before the schema as it is
 * @param wanted the schema as it should be
 * @param options how the two were compared
 * @param ahead what goes before the first table that {@code diff} makes, of kinds that are never compared
 * @param diff what makes the one the other
 * @param more what follows it, of kinds that are never compared
 * @param notCompared sentences on what was left alone
 */
public record Comparison(
        Snapshot before,
        Snapshot wanted,
        DiffOptions options,
        List<Operation> ahead,
        SchemaDiff diff,
        List<Operation> more,
        List<String> notCompared) {
    public Comparison {
        ahead = List.copyOf(ahead);
        more = List.copyOf(more);
        notCompared = List.copyOf(notCompared);
    }

    static Comparison of(Snapshot before, Snapshot wanted, DiffOptions options, List<String> notCompared) {
        SchemaDiff diff = SchemaDiff.between(before, wanted, options);
        List<String> all =
                Stream.concat(notCompared.stream(), diff.kept().stream()).toList();
        return new Comparison(before, wanted, options, List.of(), diff, List.of(), all);
    }

    /** What makes a schema from nothing. */
    public static Comparison withNothing(Snapshot wanted) {
        return withNothing(wanted, DiffOptions.standard(), place -> List.of(), List.of());
    }

    /**
     * What makes a schema from nothing.
     *
     * @param others make what a schema has no words for
     * @param unsupported sentences on what is not made
     */
    static Comparison withNothing(
            Snapshot wanted, DiffOptions options, Function<Place, List<Operation>> others, List<String> unsupported) {
        Snapshot plain = written(wanted, options.sameness());
        SchemaDiff diff = SchemaDiff.between(Snapshot.empty(), plain, options);
        List<SchemaObject> called = DependencyOrder.neededByTables(plain);
        List<SchemaObject> rest = DependencyOrder.of(plain.objects().stream()
                .filter(object -> !called.contains(object))
                .toList());
        return new Comparison(
                Snapshot.empty(),
                plain,
                options,
                joined(Stream.of(others.apply(Place.BEFORE_TABLES), programs(called, options))),
                diff,
                joined(Stream.of(others.apply(Place.AFTER_TABLES), programs(rest, options), others.apply(Place.LAST))),
                unsupported);
    }

    private static List<Operation> joined(Stream<List<Operation>> parts) {
        return parts.flatMap(List::stream).toList();
    }

    /** In words that a script has for it. */
    private static Snapshot written(Snapshot schema, Equivalence sameness) {
        Snapshot result = schema;
        for (Table table : schema.tables()) {
            result = result.with(table.withColumns(table.columns().stream()
                    .map(column -> column.withType(sameness.written(column)))
                    .toList()));
        }
        return result;
    }

    private static List<Operation> programs(List<SchemaObject> objects, DiffOptions options) {
        List<Operation> operations = new ArrayList<>();
        for (SchemaObject object : objects) {
            if (object instanceof View view && options.filter().includes(ObjectFilter.Kind.VIEW, view.name())) {
                operations.add(new CreateView(view, false));
            } else if (object instanceof StoredProgram program && includes(options.filter(), program)) {
                operations.add(new CreateProgram(program, false));
            }
        }
        return operations.stream()
                .flatMap(operation -> options.rewriter().rewrite(operation).stream())
                .toList();
    }

    /** A trigger goes with its table. */
    static boolean includes(ObjectFilter filter, StoredProgram program) {
        TableName table = program.id().table();
        return filter.includes(ObjectFilter.Kind.PROGRAM, program.name())
                && (table == null || filter.includes(ObjectFilter.Kind.TABLE, table));
    }

    /**
     * The same two schemas, once a person said what is a rename.
     *
     * @throws io.kmigrate.diff.UnknownRenameException for one that fits neither
     */
    public Comparison withRenames(List<Rename> decided) {
        List<String> others = notCompared.stream()
                .filter(sentence -> !diff.kept().contains(sentence))
                .toList();
        Comparison found = of(before, wanted, options.withRenames(decided), others);
        return new Comparison(before, wanted, found.options, ahead, found.diff, more, found.notCompared);
    }

    /** The changes, in the order in which they can be made. */
    public List<Change> changes() {
        List<Change> changes = diff.changes();
        long others = changes.stream()
                .takeWhile(change -> !(change.operation() instanceof CreateTable))
                .count();
        return Stream.of(
                        changes.stream().limit(others),
                        Stream.concat(
                                ahead.stream().map(Comparison::safe),
                                changes.stream().skip(others)),
                        more.stream().map(Comparison::safe))
                .flatMap(part -> part)
                .toList();
    }

    private static Change safe(Operation operation) {
        return new Change(operation, null);
    }

    /** What looks like a rename and is a drop and an addition as long as nobody decides. */
    public List<RenameCandidate> candidates() {
        return diff.candidates();
    }

    public boolean isEmpty() {
        return changes().isEmpty();
    }

    /** What undoes the changes, with every definition they drop. */
    public Undo undo() {
        List<Operation> inverses = new ArrayList<>();
        List<Operation> lasting = new ArrayList<>();
        Snapshot schema = written(before, options.sameness());
        for (Change change : changes()) {
            change.operation().inverse(schema).ifPresentOrElse(inverses::add, () -> lasting.add(change.operation()));
            schema = change.operation().apply(schema);
        }
        Collections.reverse(inverses);
        inverses.removeIf(Comparison::doesNothing);
        return new Undo(inverses, lasting);
    }

    /** What takes back that which goes with a table. */
    private static boolean doesNothing(Operation inverse) {
        return inverse instanceof ExecuteSql execute && execute.sql().isEmpty();
    }

    /**
     * The way back.
     *
     * @param operations in the order in which they are run
     * @param lasting the operations of the upgrade that nothing undoes, such as a new value of an enumeration
     */
    public record Undo(List<Operation> operations, List<Operation> lasting) {
        public Undo {
            operations = List.copyOf(operations);
            lasting = List.copyOf(lasting);
        }
    }
}
