package io.kmigrate.lint;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.CreateIndex;
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
final class StrongLock extends NewConstraint {
    static TableName of(Operation operation) {
        return operation.accept(new StrongLock());
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
    public TableName dropConstraint(DropConstraint drop) {
        return drop.table();
    }
}
