package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.StandardStrings;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameConstraint;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;

/** Several changes of one table in one rebuild of it. */
final class SharedRebuild {
    private SharedRebuild() {}

    /** A column that is added has its old default in the rows that are there: a later change comes later. */
    static boolean joins(List<Operation> together, Operation next) {
        Optional<TableName> table = table(next);
        return table.isPresent()
                && together.stream().allMatch(operation -> table(operation).equals(table))
                && together.stream().noneMatch(operation -> changesAgain(operation, next));
    }

    private static boolean changesAgain(Operation operation, Operation next) {
        return operation instanceof AddColumn add
                && next instanceof AlterColumn alter
                && add.column().name().equalsIgnoreCase(alter.column());
    }

    private static Optional<TableName> table(Operation operation) {
        return operation.accept(new RebuiltTable());
    }

    static List<String> statements(List<Operation> operations, Catalog before) {
        TableName table = table(operations.get(0)).orElseThrow();
        SqliteRenderer renderer = new SqliteRenderer(before);
        TableChange change = new TableChange(renderer, table, before).sharing();
        renderer.collectInto(change);
        operations.forEach(operation -> StandardStrings.translated(operation, new SqliteLiterals()::render)
                .accept(renderer));
        return change.statements();
    }

    /**
     * The table, where an operation changes nothing but its text. A new name is not of these: what names the
     * column has to follow.
     */
    private static final class RebuiltTable implements DefaultingOperationVisitor<Optional<TableName>> {
        @Override
        public Optional<TableName> otherwise(Operation operation) {
            return Optional.empty();
        }

        @Override
        public Optional<TableName> alterColumn(AlterColumn operation) {
            return operation.change().newName() == null ? Optional.of(operation.table()) : Optional.empty();
        }

        @Override
        public Optional<TableName> addColumn(AddColumn operation) {
            return Optional.of(operation.table());
        }

        @Override
        public Optional<TableName> createPrimaryKey(CreatePrimaryKey operation) {
            return Optional.of(operation.table());
        }

        @Override
        public Optional<TableName> createUniqueConstraint(CreateUniqueConstraint operation) {
            return Optional.of(operation.table());
        }

        @Override
        public Optional<TableName> createCheckConstraint(CreateCheckConstraint operation) {
            return Optional.of(operation.table());
        }

        @Override
        public Optional<TableName> createForeignKey(CreateForeignKey operation) {
            return Optional.of(operation.table());
        }

        @Override
        public Optional<TableName> renameConstraint(RenameConstraint operation) {
            return Optional.of(operation.table());
        }

        @Override
        public Optional<TableName> dropConstraint(DropConstraint operation) {
            return Optional.of(operation.table());
        }
    }
}
