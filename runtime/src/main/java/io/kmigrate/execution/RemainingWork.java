package io.kmigrate.execution;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.AlterSequence;
import io.kmigrate.operation.CreateEnum;
import io.kmigrate.operation.CreateProgram;
import io.kmigrate.operation.CreateSchema;
import io.kmigrate.operation.CreateSequence;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.DropEnum;
import io.kmigrate.operation.DropProgram;
import io.kmigrate.operation.DropSchema;
import io.kmigrate.operation.DropSequence;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameEnumValue;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks the live catalog what remains to be done of an operation that was begun and may be done, half done
 * or not begun at all: nothing, the operation, or what is missing of it. Empty where the catalog cannot tell.
 * What can be done twice without harm is done again.
 */
final class RemainingWork implements DefaultingOperationVisitor<Optional<List<Operation>>> {
    private final Dialect dialect;
    private final Catalog catalog;
    private final Supplier<Snapshot> live;
    private final RemainingTableWork tables;

    /** @param live all there is; asked only about what is no table */
    RemainingWork(Dialect dialect, Catalog catalog, Supplier<Snapshot> live) {
        this.dialect = dialect;
        this.catalog = catalog;
        this.live = live;
        this.tables = new RemainingTableWork(dialect, catalog);
    }

    Optional<List<Operation>> of(Operation operation) {
        Optional<List<Operation>> answer = operation.accept(this);
        boolean isDone = answer.isPresent() && answer.get().isEmpty();
        return !isDone && isNothingHere(operation) ? Remaining.NOTHING : answer;
    }

    /**
     * Whether what an operation on a table is to do is there before it begins, so that it was done by somebody else. The
     * database will refuse it most of the time. Not asked about what is no table: that would be a look at all there is.
     * A column that is as it is to become is no obstacle, and its values may be computed.
     */
    boolean isDoneBefore(Operation operation) {
        return !operation.accept(new IsAlteration())
                && operation
                        .accept(tables)
                        .filter(rest -> !rest.equals(List.of(operation)))
                        .isPresent();
    }

    private static final class IsAlteration implements DefaultingOperationVisitor<Boolean> {
        @Override
        public Boolean otherwise(Operation operation) {
            return false;
        }

        @Override
        public Boolean alterColumn(AlterColumn operation) {
            return true;
        }
    }

    /** Where a database has no comments, or no types of its own, operations on them are no statements. */
    private boolean isNothingHere(Operation operation) {
        try {
            return !operation.isOpaque() && dialect.render(operation, catalog).isEmpty();
        } catch (MigrationException refused) {
            return false;
        }
    }

    private boolean has(Class<? extends SchemaObject> kind, TableName name) {
        return live.get().object(kind, name).isPresent();
    }

    @Override
    public Optional<List<Operation>> otherwise(Operation operation) {
        return operation.accept(tables);
    }

    /** Not every catalog lists the schemas beside its own. */
    @Override
    public Optional<List<Operation>> createSchema(CreateSchema operation) {
        return Remaining.again(new CreateSchema(operation.name(), true));
    }

    @Override
    public Optional<List<Operation>> dropSchema(DropSchema operation) {
        return Remaining.again(new DropSchema(operation.name(), true));
    }

    @Override
    public Optional<List<Operation>> createSequence(CreateSequence operation) {
        return Remaining.unless(has(Sequence.class, operation.sequence().name()), operation);
    }

    @Override
    public Optional<List<Operation>> alterSequence(AlterSequence operation) {
        return Remaining.again(operation);
    }

    @Override
    public Optional<List<Operation>> dropSequence(DropSequence operation) {
        return Remaining.unless(!has(Sequence.class, operation.sequence()), operation);
    }

    @Override
    public Optional<List<Operation>> createEnum(CreateEnum operation) {
        return Remaining.unless(has(DatabaseEnum.class, operation.type().name()), operation);
    }

    @Override
    public Optional<List<Operation>> addEnumValue(AddEnumValue operation) {
        return Remaining.unless(hasValue(operation.type(), operation.value()), operation);
    }

    @Override
    public Optional<List<Operation>> renameEnumValue(RenameEnumValue operation) {
        return Remaining.renamed(
                hasValue(operation.type(), operation.value()),
                hasValue(operation.type(), operation.newValue()),
                operation);
    }

    private boolean hasValue(TableName type, String value) {
        return live.get()
                .object(DatabaseEnum.class, type)
                .filter(found -> found.labels().contains(value))
                .isPresent();
    }

    @Override
    public Optional<List<Operation>> dropEnum(DropEnum operation) {
        return Remaining.unless(!has(DatabaseEnum.class, operation.type()), operation);
    }

    @Override
    public Optional<List<Operation>> createView(CreateView operation) {
        return operation.orReplace()
                ? Remaining.again(operation)
                : Remaining.unless(has(View.class, operation.view().name()), operation);
    }

    @Override
    public Optional<List<Operation>> dropView(DropView operation) {
        return Remaining.unless(!has(View.class, operation.view()), operation);
    }

    @Override
    public Optional<List<Operation>> createProgram(CreateProgram operation) {
        return operation.orReplace()
                ? Remaining.again(operation)
                : Remaining.unless(live.get().program(operation.program().id()).isPresent(), operation);
    }

    @Override
    public Optional<List<Operation>> dropProgram(DropProgram operation) {
        return Remaining.unless(live.get().program(operation.program()).isEmpty(), operation);
    }
}
