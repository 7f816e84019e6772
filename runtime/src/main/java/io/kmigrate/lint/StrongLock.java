package io.kmigrate.lint;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
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
import io.kmigrate.operation.RenameTable;
import io.kmigrate.schema.TableName;

/** The table whose writers an operation locks out, if only for a moment. */
final class StrongLock implements DefaultingOperationVisitor<TableName> {
    /** No table is locked so. */
    static final TableName NONE = TableName.of("");

    static TableName of(Operation operation) {
        return operation.accept(new StrongLock());
    }

    @Override
    public TableName otherwise(Operation operation) {
        return NONE;
    }

    @Override
    public TableName dropTable(DropTable drop) {
        return drop.table();
    }

    @Override
    public TableName renameTable(RenameTable rename) {
        return rename.table();
    }

    @Override
    public TableName moveTable(MoveTable move) {
        return move.table();
    }

    @Override
    public TableName addColumn(AddColumn add) {
        return add.table();
    }

    @Override
    public TableName dropColumn(DropColumn drop) {
        return drop.table();
    }

    @Override
    public TableName renameColumn(RenameColumn rename) {
        return rename.table();
    }

    @Override
    public TableName renameConstraint(RenameConstraint rename) {
        return rename.table();
    }

    @Override
    public TableName alterColumn(AlterColumn alter) {
        return alter.table();
    }

    @Override
    public TableName createIndex(CreateIndex create) {
        return create.concurrently() ? NONE : create.table();
    }

    @Override
    public TableName dropIndex(DropIndex drop) {
        return drop.concurrently() ? NONE : drop.table();
    }

    @Override
    public TableName createPrimaryKey(CreatePrimaryKey create) {
        return create.table();
    }

    @Override
    public TableName createUniqueConstraint(CreateUniqueConstraint create) {
        return create.table();
    }

    @Override
    public TableName createCheckConstraint(CreateCheckConstraint create) {
        return create.table();
    }

    @Override
    public TableName createForeignKey(CreateForeignKey create) {
        return create.table();
    }

    @Override
    public TableName createExclusionConstraint(CreateExclusionConstraint create) {
        return create.table();
    }

    @Override
    public TableName dropConstraint(DropConstraint drop) {
        return drop.table();
    }
}
