package io.kmigrate.lint;

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

/** One answer to every operation: a subclass overrides what it looks at. */
abstract class DefaultingVisitor<R> implements OperationVisitor<R> {
    private final R otherwise;

    DefaultingVisitor(R otherwise) {
        this.otherwise = otherwise;
    }

    @Override
    public R createTable(CreateTable operation) {
        return otherwise;
    }

    @Override
    public R dropTable(DropTable operation) {
        return otherwise;
    }

    @Override
    public R renameTable(RenameTable operation) {
        return otherwise;
    }

    @Override
    public R addColumn(AddColumn operation) {
        return otherwise;
    }

    @Override
    public R dropColumn(DropColumn operation) {
        return otherwise;
    }

    @Override
    public R renameColumn(RenameColumn operation) {
        return otherwise;
    }

    @Override
    public R alterColumn(AlterColumn operation) {
        return otherwise;
    }

    @Override
    public R createIndex(CreateIndex operation) {
        return otherwise;
    }

    @Override
    public R dropIndex(DropIndex operation) {
        return otherwise;
    }

    @Override
    public R createPrimaryKey(CreatePrimaryKey operation) {
        return otherwise;
    }

    @Override
    public R createUniqueConstraint(CreateUniqueConstraint operation) {
        return otherwise;
    }

    @Override
    public R createCheckConstraint(CreateCheckConstraint operation) {
        return otherwise;
    }

    @Override
    public R createForeignKey(CreateForeignKey operation) {
        return otherwise;
    }

    @Override
    public R dropConstraint(DropConstraint operation) {
        return otherwise;
    }

    @Override
    public R bulkInsert(BulkInsert operation) {
        return otherwise;
    }

    @Override
    public R executeSql(ExecuteSql operation) {
        return otherwise;
    }

    @Override
    public R runCode(RunCode operation) {
        return otherwise;
    }

    @Override
    public R createSchema(CreateSchema operation) {
        return otherwise;
    }

    @Override
    public R dropSchema(DropSchema operation) {
        return otherwise;
    }

    @Override
    public R moveTable(MoveTable operation) {
        return otherwise;
    }

    @Override
    public R commentOnTable(CommentOnTable operation) {
        return otherwise;
    }

    @Override
    public R createExclusionConstraint(CreateExclusionConstraint operation) {
        return otherwise;
    }

    @Override
    public R validateConstraint(ValidateConstraint operation) {
        return otherwise;
    }

    @Override
    public R createSequence(CreateSequence operation) {
        return otherwise;
    }

    @Override
    public R alterSequence(AlterSequence operation) {
        return otherwise;
    }

    @Override
    public R dropSequence(DropSequence operation) {
        return otherwise;
    }

    @Override
    public R createEnum(CreateEnum operation) {
        return otherwise;
    }

    @Override
    public R addEnumValue(AddEnumValue operation) {
        return otherwise;
    }

    @Override
    public R renameEnumValue(RenameEnumValue operation) {
        return otherwise;
    }

    @Override
    public R dropEnum(DropEnum operation) {
        return otherwise;
    }

    @Override
    public R createView(CreateView operation) {
        return otherwise;
    }

    @Override
    public R dropView(DropView operation) {
        return otherwise;
    }

    @Override
    public R createProgram(CreateProgram operation) {
        return otherwise;
    }

    @Override
    public R dropProgram(DropProgram operation) {
        return otherwise;
    }

    @Override
    public R loadCsv(LoadCsv operation) {
        return otherwise;
    }
}
