package io.kmigrate.compare;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.dialect.UnsupportedObject.Place;
import io.kmigrate.diff.DiffOptions;
import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.diff.Rename;
import io.kmigrate.diff.RenameCandidate;
import io.kmigrate.diff.SchemaDiff;
import io.kmigrate.lint.Facts;
import io.kmigrate.lint.Finding;
import io.kmigrate.lint.Linter;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.CreateProgram;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.DefaultingSchemaObjectVisitor;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;

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
@API(status = STABLE, since = "0.1")
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
        return objects.stream()
                .flatMap(object -> object.accept(new Creation(options.filter())).stream())
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
     * @throws io.kmigrate.failure.MigrationException for one that fits neither
     */
    public Comparison withRenames(List<Rename> decided) {
        List<String> others = notCompared.stream()
                .filter(sentence -> !diff.kept().contains(sentence))
                .toList();
        Comparison found = of(before, wanted, options.withRenames(decided), others);
        return new Comparison(before, wanted, found.options, ahead, found.diff, more, found.notCompared);
    }

    /** The changes, in the order in which they can be made, with what the lint rules find in each. */
    public List<Change> changes() {
        List<Operation> operations = operations();
        Facts facts = Facts.of(options.sameness());
        Map<Integer, List<Finding>> findings = Linter.standard().check(withElsewhere(), operations, facts).stream()
                .collect(Collectors.groupingBy(Finding::place));
        return IntStream.range(0, operations.size())
                .mapToObj(place -> new Change(operations.get(place), findings.getOrDefault(place, List.of())))
                .toList();
    }

    /** With the tables of other schemas, whose foreign keys can be in the way. */
    private Snapshot withElsewhere() {
        Snapshot schema = before;
        for (Table table : options.elsewhere()) {
            schema = schema.table(table.name()).isPresent() ? schema : schema.with(table);
        }
        return schema;
    }

    /** What the changes do, in the same order. */
    public List<Operation> operations() {
        List<Operation> operations = diff.operations();
        long others = operations.stream()
                .takeWhile(operation -> !(operation instanceof CreateTable))
                .count();
        return joined(Stream.of(
                operations.stream().limit(others).toList(),
                ahead,
                operations.stream().skip(others).toList(),
                more));
    }

    /** What looks like a rename and is a drop and an addition as long as nobody decides. */
    public List<RenameCandidate> candidates() {
        return diff.candidates();
    }

    public boolean isEmpty() {
        return operations().isEmpty();
    }

    /** What undoes the changes, with every definition they drop. */
    public Undo undo() {
        List<Operation> inverses = new ArrayList<>();
        List<Operation> lasting = new ArrayList<>();
        Snapshot schema = written(before, options.sameness());
        for (Operation operation : operations()) {
            Snapshot after = operation.apply(schema);
            operation
                    .inverse(schema)
                    .map(inverse -> converted(inverse, after))
                    .ifPresentOrElse(inverses::add, () -> lasting.add(operation));
            schema = after;
        }
        Collections.reverse(inverses);
        inverses.removeIf(Comparison::doesNothing);
        return new Undo(inverses, lasting);
    }

    /** The way back may need an expression where the way there needs none. */
    private Operation converted(Operation inverse, Snapshot schema) {
        return inverse instanceof AlterColumn alter
                ? schema.table(alter.table())
                        .flatMap(table -> table.column(alter.column()))
                        .<Operation>map(column -> alter.withConversionToFill(column.type(), options.sameness()))
                        .orElse(alter)
                : inverse;
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

    /** What makes a view or a program that is compared. */
    private record Creation(ObjectFilter filter) implements DefaultingSchemaObjectVisitor<Optional<Operation>> {
        @Override
        public Optional<Operation> otherwise(SchemaObject object) {
            return Optional.empty();
        }

        @Override
        public Optional<Operation> view(View object) {
            return filter.includes(ObjectFilter.Kind.VIEW, object.name())
                    ? Optional.of(new CreateView(object, false))
                    : Optional.empty();
        }

        @Override
        public Optional<Operation> program(StoredProgram object) {
            return includes(filter, object) ? Optional.of(new CreateProgram(object, false)) : Optional.empty();
        }
    }
}
