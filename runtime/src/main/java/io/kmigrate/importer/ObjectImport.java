package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.importer.ImportedStep.Kind;
import io.kmigrate.operation.CreateProgram;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import io.kmigrate.repeatable.Repeatable;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.ExactReader;
import io.kmigrate.sql.ExactReader.Read;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Reads a text that another tool runs at each change of it as the objects that it makes. All of it must make objects: a
 * text that also does something else once, such as to insert rows, stays a revision.
 */
@API(status = INTERNAL, since = "0.1")
public final class ObjectImport {
    private final Dialect dialect;
    private final List<Repeatable> objects = new ArrayList<>();
    private final List<ObjectText> dropped = new ArrayList<>();

    private ObjectImport(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * What a text makes.
     *
     * @param objects in their order; none where it is not only objects
     * @param reason why it is no script of objects; empty where it is one
     */
    public record Result(List<Repeatable> objects, String reason) {
        public Result {
            objects = List.copyOf(objects);
        }

        static Result none(String reason) {
            return new Result(List.of(), reason);
        }

        /** Whether it becomes scripts of objects. */
        public boolean isWhole() {
            return reason.isEmpty();
        }
    }

    /** What the steps of a text make. */
    public static Result of(List<ImportedStep> steps, Dialect dialect) {
        return new ObjectImport(dialect).read(steps);
    }

    private Result read(List<ImportedStep> steps) {
        for (ImportedStep step : steps) {
            if (step.kind() == Kind.BY_HAND || step.guard() != null) {
                return Result.none("a person must look at a step of it");
            }
            if (!drops(step) && !makes(step)) {
                return Result.none("%s: `%s` makes no object that can follow its text"
                        .formatted(step.place(), beginning(step.text())));
            }
        }
        if (!dropped.isEmpty()) {
            return Result.none("it drops %s for good".formatted(dropped.get(0)));
        }
        Set<String> keys = new HashSet<>();
        Optional<Repeatable> twice =
                objects.stream().filter(object -> !keys.add(object.key())).findFirst();
        if (twice.isPresent()) {
            return Result.none(
                    "it makes %s more than once".formatted(twice.get().key()));
        }
        return objects.isEmpty() ? Result.none("it makes nothing") : new Result(objects, "");
    }

    private static String beginning(String text) {
        String line = text.replaceAll("\\s+", " ").replace('`', '\'').strip();
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    /** An object that is dropped to be made from nothing: that is how its change is run anyway. */
    private boolean drops(ImportedStep step) {
        Optional<ObjectText> drop = ObjectText.drop(step.text());
        drop.ifPresent(dropped::add);
        return drop.isPresent();
    }

    private boolean makes(ImportedStep step) {
        Optional<Repeatable> object = object(step);
        object.ifPresent(objects::add);
        return object.isPresent();
    }

    private Optional<Repeatable> object(ImportedStep step) {
        Optional<ObjectText> head = ObjectText.create(step.text());
        Optional<ObjectText> before = head.flatMap(
                made -> dropped.stream().filter(drop -> drop.isSame(made)).findFirst());
        before.ifPresent(dropped::remove);
        Optional<Repeatable> said = operation(step).flatMap(operation -> operation.accept(new Made()));
        if (said.isPresent()) {
            return said;
        }
        if (head.isPresent()) {
            return head.get().object(step.text(), before, dialect);
        }
        return ObjectText.other(step.text());
    }

    /** The only operation of a step, by the change of a tool or by its SQL. */
    private Optional<Operation> operation(ImportedStep step) {
        if (step.kind() == Kind.TYPED && step.operations().size() == 1) {
            return Optional.of(step.operations().get(0));
        }
        Read read = new ExactReader(dialect, dialect::folded).read(step.text(), Snapshot.empty());
        return read.isWhole() && read.statement().operations().size() == 1
                ? Optional.of(read.statement().operations().get(0))
                : Optional.empty();
    }

    /** The object that an operation makes. */
    private static final class Made implements DefaultingOperationVisitor<Optional<Repeatable>> {
        @Override
        public Optional<Repeatable> otherwise(Operation operation) {
            return Optional.empty();
        }

        @Override
        public Optional<Repeatable> createView(CreateView create) {
            Repeatable.Kind kind =
                    create.view().materialized() ? Repeatable.Kind.MATERIALIZED_VIEW : Repeatable.Kind.VIEW;
            return Optional.of(object(kind, create.view().name(), create.view().query()));
        }

        @Override
        public Optional<Repeatable> createProgram(CreateProgram create) {
            Repeatable.Kind kind =
                    Repeatable.Kind.valueOf(create.program().id().kind().name());
            return Optional.of(new Repeatable(
                    kind,
                    create.program().name(),
                    create.program().id().table(),
                    create.program().id().arguments(),
                    create.program().definition(),
                    null,
                    List.of()));
        }

        private static Repeatable object(Repeatable.Kind kind, TableName name, String text) {
            return new Repeatable(kind, name, null, null, text, null, List.of());
        }
    }
}
