package io.kmigrate.dialect.sqlite;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameConstraint;

/** Whether an operation can end in a rebuild, told before anything is known of the table. */
final class RebuildCheck implements DefaultingOperationVisitor<Boolean> {
    @Override
    public Boolean otherwise(Operation operation) {
        return false;
    }

    @Override
    public Boolean addColumn(AddColumn operation) {
        return operation.place() != null || !TableChange.canBeAdded(operation.column(), operation.foreignKey() != null);
    }

    @Override
    public Boolean alterColumn(AlterColumn operation) {
        return operation.change().changesDefinition();
    }

    @Override
    public Boolean dropColumn(DropColumn operation) {
        return true;
    }

    @Override
    public Boolean createPrimaryKey(CreatePrimaryKey operation) {
        return true;
    }

    @Override
    public Boolean createUniqueConstraint(CreateUniqueConstraint operation) {
        return true;
    }

    @Override
    public Boolean createCheckConstraint(CreateCheckConstraint operation) {
        return true;
    }

    @Override
    public Boolean createForeignKey(CreateForeignKey operation) {
        return true;
    }

    @Override
    public Boolean renameConstraint(RenameConstraint operation) {
        return true;
    }

    @Override
    public Boolean dropConstraint(DropConstraint operation) {
        return true;
    }
}
