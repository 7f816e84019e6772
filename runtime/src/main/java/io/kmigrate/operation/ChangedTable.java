package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;

/** The table that must be there for an operation, and that it changes. */
@API(status = INTERNAL, since = "0.1")
public final class ChangedTable implements DefaultingOperationVisitor<Optional<TableName>> {
    private ChangedTable() {}

    /** Empty for what makes a table, for rows, SQL and code, and for what is no table. */
    public static Optional<TableName> of(Operation operation) {
        return operation.accept(new ChangedTable());
    }

    @Override
    public Optional<TableName> otherwise(Operation operation) {
        return Optional.empty();
    }

    @Override
    public Optional<TableName> dropTable(DropTable operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> renameTable(RenameTable operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> moveTable(MoveTable operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> addColumn(AddColumn operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> dropColumn(DropColumn operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> renameColumn(RenameColumn operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> alterColumn(AlterColumn operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> createIndex(CreateIndex operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> dropIndex(DropIndex operation) {
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
    public Optional<TableName> createNotNullConstraint(CreateNotNullConstraint operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> createExclusionConstraint(CreateExclusionConstraint operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> validateConstraint(ValidateConstraint operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> dropConstraint(DropConstraint operation) {
        return Optional.of(operation.table());
    }
}
