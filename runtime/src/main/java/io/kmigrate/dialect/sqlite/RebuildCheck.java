package io.kmigrate.dialect.sqlite;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.AlterSequence;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.CommentOnTable;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateEnum;
import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateProgram;
import io.kmigrate.operation.CreateSchema;
import io.kmigrate.operation.CreateSequence;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropEnum;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.DropProgram;
import io.kmigrate.operation.DropSchema;
import io.kmigrate.operation.DropSequence;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.LoadCsv;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameEnumValue;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.operation.RunCode;
import io.kmigrate.operation.ValidateConstraint;

/** Whether an operation can end in a rebuild, told before anything is known of the table. */
final class RebuildCheck implements OperationVisitor<Boolean> {
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
        return operation.change().changesDefinition();
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

    @Override
    public Boolean createSchema(CreateSchema operation) {
        return false;
    }

    @Override
    public Boolean dropSchema(DropSchema operation) {
        return false;
    }

    @Override
    public Boolean moveTable(MoveTable operation) {
        return false;
    }

    @Override
    public Boolean commentOnTable(CommentOnTable operation) {
        return false;
    }

    @Override
    public Boolean createExclusionConstraint(CreateExclusionConstraint operation) {
        return false;
    }

    @Override
    public Boolean validateConstraint(ValidateConstraint operation) {
        return false;
    }

    @Override
    public Boolean createSequence(CreateSequence operation) {
        return false;
    }

    @Override
    public Boolean alterSequence(AlterSequence operation) {
        return false;
    }

    @Override
    public Boolean dropSequence(DropSequence operation) {
        return false;
    }

    @Override
    public Boolean createEnum(CreateEnum operation) {
        return false;
    }

    @Override
    public Boolean addEnumValue(AddEnumValue operation) {
        return false;
    }

    @Override
    public Boolean renameEnumValue(RenameEnumValue operation) {
        return false;
    }

    @Override
    public Boolean dropEnum(DropEnum operation) {
        return false;
    }

    @Override
    public Boolean createView(CreateView operation) {
        return false;
    }

    @Override
    public Boolean dropView(DropView operation) {
        return false;
    }

    @Override
    public Boolean createProgram(CreateProgram operation) {
        return false;
    }

    @Override
    public Boolean dropProgram(DropProgram operation) {
        return false;
    }

    @Override
    public Boolean loadCsv(LoadCsv operation) {
        return false;
    }
}
