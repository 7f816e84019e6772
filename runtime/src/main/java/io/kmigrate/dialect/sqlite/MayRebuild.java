package io.kmigrate.dialect.sqlite;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.operation.RunCode;

/** Whether an operation can end in a rebuild, told before anything is known of the table. */
final class MayRebuild implements OperationVisitor<Boolean> {
    @Override
    public Boolean createTable(CreateTable operation) {
        return false;
    }

    @Override
    public Boolean dropTable(DropTable operation) {
        return false;
    }

    @Override
    public Boolean renameTable(RenameTable operation) {
        return false;
    }

    @Override
    public Boolean addColumn(AddColumn operation) {
        return !TableChange.canBeAdded(operation.column(), operation.foreignKey() != null);
    }

    @Override
    public Boolean dropColumn(DropColumn operation) {
        return true;
    }

    @Override
    public Boolean renameColumn(RenameColumn operation) {
        return false;
    }

    @Override
    public Boolean alterColumn(AlterColumn operation) {
        ColumnChange change = operation.change();
        return change.type() != null || change.nullable() != null || change.defaultChange() != null;
    }

    @Override
    public Boolean createIndex(CreateIndex operation) {
        return false;
    }

    @Override
    public Boolean dropIndex(DropIndex operation) {
        return false;
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
    public Boolean dropConstraint(DropConstraint operation) {
        return true;
    }

    @Override
    public Boolean bulkInsert(BulkInsert operation) {
        return false;
    }

    @Override
    public Boolean executeSql(ExecuteSql operation) {
        return false;
    }

    @Override
    public Boolean runCode(RunCode operation) {
        return false;
    }
}
