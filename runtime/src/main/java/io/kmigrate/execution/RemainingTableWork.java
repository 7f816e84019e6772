package io.kmigrate.execution;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.InvalidIndex;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.ColumnPlace;
import io.kmigrate.operation.CommentOnTable;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreateNotNullConstraint;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameConstraint;
import io.kmigrate.operation.RenameIndex;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.operation.ValidateConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the live catalog says remains of an operation on a table. It cannot tell about rows, SQL and code. */
final class RemainingTableWork implements DefaultingOperationVisitor<Optional<List<Operation>>> {
    private final Dialect dialect;
    private final Catalog catalog;

    RemainingTableWork(Dialect dialect, Catalog catalog) {
        this.dialect = dialect;
        this.catalog = catalog;
    }

    @Override
    public Optional<List<Operation>> otherwise(Operation operation) {
        return Remaining.UNKNOWN;
    }

    private boolean holds(TableName table, Predicate<Table> claim) {
        return catalog.table(table).filter(claim).isPresent();
    }

    /** A table of the same name with other columns is somebody else's. */
    @Override
    public Optional<List<Operation>> createTable(CreateTable operation) {
        Table wanted = operation.table();
        Table found = catalog.table(wanted.name()).orElse(null);
        if (found == null) {
            return Optional.of(List.of(operation));
        }
        if (operation.ifNotExists()) {
            return Remaining.NOTHING;
        }
        boolean isOurs = found.columns().size() == wanted.columns().size()
                && wanted.columns().stream()
                        .allMatch(column -> found.column(column.name())
                                .filter(there -> dialect.equivalence().sameType(column.type(), there.type()))
                                .isPresent());
        return isOurs ? Optional.of(missing(wanted, found)) : Remaining.UNKNOWN;
    }

    /** Indexes and comments are statements of their own, after the table's. */
    private List<Operation> missing(Table wanted, Table found) {
        List<Operation> remaining = new ArrayList<>();
        for (Index index : wanted.indexes()) {
            if (!hasIndex(found, index.name())) {
                remaining.add(new CreateIndex(wanted.name(), index, false, false));
            }
        }
        if (dialect.equivalence().keepsComments()) {
            for (Column column : wanted.columns()) {
                String comment = column.comment();
                boolean isThere = found.column(column.name())
                        .filter(there -> comment == null || comment.equals(there.comment()))
                        .isPresent();
                if (comment != null && !isThere) {
                    ColumnChange change = ColumnChange.none().withComment(comment);
                    remaining.add(new AlterColumn(wanted.name(), column.name(), change));
                }
            }
        }
        return remaining;
    }

    @Override
    public Optional<List<Operation>> dropTable(DropTable operation) {
        return Remaining.unless(catalog.table(operation.table()).isEmpty(), operation);
    }

    @Override
    public Optional<List<Operation>> renameTable(RenameTable operation) {
        boolean isThere =
                catalog.table(operation.table().withName(operation.newName())).isPresent();
        return Remaining.renamed(catalog.table(operation.table()).isPresent(), isThere, operation);
    }

    @Override
    public Optional<List<Operation>> addColumn(AddColumn operation) {
        Table table = catalog.table(operation.table()).orElse(null);
        if (table == null || table.column(operation.column().name()).isEmpty()) {
            return Optional.of(List.of(operation));
        }
        ForeignKey key = operation.foreignKey();
        return key == null || hasForeignKey(table, key)
                ? Remaining.NOTHING
                : Optional.of(List.of(new CreateForeignKey(operation.table(), key)));
    }

    @Override
    public Optional<List<Operation>> dropColumn(DropColumn operation) {
        return Remaining.unless(
                !holds(
                        operation.table(),
                        table -> table.column(operation.column()).isPresent()),
                operation);
    }

    @Override
    public Optional<List<Operation>> renameColumn(RenameColumn operation) {
        return Remaining.renamed(
                holds(
                        operation.table(),
                        table -> table.column(operation.column()).isPresent()),
                holds(
                        operation.table(),
                        table -> table.column(operation.newName()).isPresent()),
                operation);
    }

    /** What can be changed twice is: the second time changes nothing. */
    @Override
    public Optional<List<Operation>> alterColumn(AlterColumn operation) {
        ColumnChange change = operation.change();
        String newName = change.newName();
        boolean isRenamed = newName != null
                && holds(operation.table(), table -> table.column(newName).isPresent());
        String name = isRenamed && newName != null ? newName : operation.column();
        Column column = catalog.table(operation.table())
                .flatMap(table -> table.column(name))
                .orElse(null);
        if (column == null) {
            return Remaining.UNKNOWN;
        }
        boolean hasType = change.type() != null && dialect.equivalence().sameType(change.type(), column.type());
        ColumnChange rest = new ColumnChange(
                hasType ? null : change.type(),
                hasType ? null : change.using(),
                change.nullable(),
                change.defaultChange(),
                isPlain(change, column) ? null : change.identityChange(),
                isNotGenerated(change, column) ? null : change.generatedChange(),
                change.collationChange(),
                change.comment(),
                isRenamed ? null : newName,
                isInPlace(operation, name) ? null : change.place());
        return rest.equals(ColumnChange.none())
                ? Remaining.NOTHING
                : Optional.of(List.of(new AlterColumn(operation.table(), name, rest, operation.dependants())));
    }

    private boolean isInPlace(AlterColumn operation, String column) {
        ColumnPlace place = operation.change().place();
        return place == null || holds(operation.table(), table -> place.isOf(table, column));
    }

    private static boolean isPlain(ColumnChange change, Column column) {
        return change.identityChange() != null && change.identityChange().value() == null && column.identity() == null;
    }

    private static boolean isNotGenerated(ColumnChange change, Column column) {
        return change.generatedChange() != null
                && change.generatedChange().value() == null
                && column.generated() == null;
    }

    /** Also as the unique constraint that some databases cannot tell it from. */
    private boolean hasIndex(Table table, String name) {
        return table.index(name).isPresent()
                || (!dialect.equivalence().tellsUniqueConstraints()
                        && table.uniqueConstraints().stream().anyMatch(unique -> name.equals(unique.name())));
    }

    /**
     * One that a failure or a crash of ours left invalid stands in the way of its successor. An index with another
     * definition is somebody else's: it stays, and so does all of the work.
     */
    @Override
    public Optional<List<Operation>> createIndex(CreateIndex operation) {
        String name = operation.index().name();
        TableName table = operation.table();
        InvalidIndex invalid = new InvalidIndex(table, operation.index());
        if (!invalid.isThere(catalog)) {
            return Remaining.unless(holds(table, found -> hasIndex(found, name)), operation);
        }
        if (!invalid.isAlike(catalog)) {
            return Remaining.again(operation);
        }
        InvalidIndex.refuseBuilding(catalog, table, name);
        return Optional.of(List.of(new DropIndex(name, table, false, operation.concurrently()), operation));
    }

    @Override
    public Optional<List<Operation>> dropIndex(DropIndex operation) {
        return Remaining.unless(!holds(operation.table(), table -> hasIndex(table, operation.name())), operation);
    }

    @Override
    public Optional<List<Operation>> createPrimaryKey(CreatePrimaryKey operation) {
        return Remaining.unless(holds(operation.table(), table -> table.primaryKey() != null), operation);
    }

    @Override
    public Optional<List<Operation>> createUniqueConstraint(CreateUniqueConstraint operation) {
        String name = operation.constraint().name();
        return Remaining.unless(
                holds(
                        operation.table(),
                        table -> table.uniqueConstraints().stream()
                                .anyMatch(there -> name == null
                                        ? there.columns()
                                                .equals(operation.constraint().columns())
                                        : name.equals(there.name()))),
                operation);
    }

    @Override
    public Optional<List<Operation>> createCheckConstraint(CreateCheckConstraint operation) {
        String name = operation.constraint().name();
        return name == null ? Remaining.UNKNOWN : Remaining.unless(hasConstraint(operation.table(), name), operation);
    }

    @Override
    public Optional<List<Operation>> createForeignKey(CreateForeignKey operation) {
        return Remaining.unless(
                holds(operation.table(), table -> hasForeignKey(table, operation.foreignKey())), operation);
    }

    private static boolean hasForeignKey(Table table, ForeignKey key) {
        @Nullable String name = key.name();
        return table.foreignKeys().stream()
                .anyMatch(there -> name == null
                        ? there.columns().equals(key.columns())
                                && there.referencedTable().equals(key.referencedTable())
                        : name.equals(there.name()));
    }

    private boolean hasConstraint(TableName table, String name) {
        return holds(table, found -> found.constraintNames().contains(name));
    }

    @Override
    public Optional<List<Operation>> dropConstraint(DropConstraint operation) {
        return Remaining.unless(!hasConstraint(operation.table(), operation.name()), operation);
    }

    @Override
    public Optional<List<Operation>> renameConstraint(RenameConstraint operation) {
        return Remaining.renamed(
                hasConstraint(operation.table(), operation.name()),
                hasConstraint(operation.table(), operation.newName()),
                operation);
    }

    @Override
    public Optional<List<Operation>> renameIndex(RenameIndex operation) {
        return Remaining.renamed(
                holds(operation.table(), table -> hasIndex(table, operation.name())),
                holds(operation.table(), table -> hasIndex(table, operation.newName())),
                operation);
    }

    @Override
    public Optional<List<Operation>> createExclusionConstraint(CreateExclusionConstraint operation) {
        String name = operation.constraint().name();
        return name == null ? Remaining.UNKNOWN : Remaining.unless(hasConstraint(operation.table(), name), operation);
    }

    /** One whose name is like the server's own is not told from others: the column says enough. */
    @Override
    public Optional<List<Operation>> createNotNullConstraint(CreateNotNullConstraint operation) {
        boolean isDone = holds(
                operation.table(),
                table -> table.column(operation.constraint().column())
                        .filter(column -> !column.nullable())
                        .isPresent());
        return Remaining.unless(isDone, operation);
    }

    /** What is valid can be validated again. */
    @Override
    public Optional<List<Operation>> validateConstraint(ValidateConstraint operation) {
        return Optional.of(List.of(operation));
    }

    @Override
    public Optional<List<Operation>> moveTable(MoveTable operation) {
        TableName moved = new TableName(operation.newSchema(), operation.table().name());
        return Remaining.renamed(
                catalog.table(operation.table()).isPresent(),
                catalog.table(moved).isPresent(),
                operation);
    }

    @Override
    public Optional<List<Operation>> commentOnTable(CommentOnTable operation) {
        return Remaining.unless(
                holds(operation.table(), table -> Objects.equals(table.comment(), operation.comment())), operation);
    }
}
