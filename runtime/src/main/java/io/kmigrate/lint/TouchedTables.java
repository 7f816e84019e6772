package io.kmigrate.lint;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.BulkDelete;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.BulkUpdate;
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
import io.kmigrate.operation.LoadCsv;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameConstraint;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.operation.ValidateConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables that an operation changes or locks: its own first, and those that a foreign key of it refers to. */
final class TouchedTables implements DefaultingOperationVisitor<List<TableName>> {
    /** The operation's own table; null where it has none. */
    static @Nullable TableName first(Operation operation) {
        List<TableName> tables = operation.accept(new TouchedTables());
        return tables.isEmpty() ? null : tables.get(0);
    }

    @Override
    public List<TableName> otherwise(Operation operation) {
        return List.of();
    }

    @Override
    public List<TableName> createTable(CreateTable create) {
        List<TableName> tables = new ArrayList<>();
        tables.add(create.table().name());
        create.table().foreignKeys().stream().map(ForeignKey::referencedTable).forEach(tables::add);
        return tables;
    }

    @Override
    public List<TableName> dropTable(DropTable drop) {
        return List.of(drop.table());
    }

    @Override
    public List<TableName> renameTable(RenameTable rename) {
        return List.of(rename.table());
    }

    @Override
    public List<TableName> moveTable(MoveTable move) {
        return List.of(move.table());
    }

    @Override
    public List<TableName> addColumn(AddColumn add) {
        ForeignKey key = add.foreignKey();
        return key == null ? List.of(add.table()) : List.of(add.table(), key.referencedTable());
    }

    @Override
    public List<TableName> dropColumn(DropColumn drop) {
        return List.of(drop.table());
    }

    @Override
    public List<TableName> renameColumn(RenameColumn rename) {
        return List.of(rename.table());
    }

    @Override
    public List<TableName> alterColumn(AlterColumn alter) {
        return List.of(alter.table());
    }

    @Override
    public List<TableName> createIndex(CreateIndex create) {
        return List.of(create.table());
    }

    @Override
    public List<TableName> dropIndex(DropIndex drop) {
        return List.of(drop.table());
    }

    @Override
    public List<TableName> createPrimaryKey(CreatePrimaryKey create) {
        return List.of(create.table());
    }

    @Override
    public List<TableName> createUniqueConstraint(CreateUniqueConstraint create) {
        return List.of(create.table());
    }

    @Override
    public List<TableName> createCheckConstraint(CreateCheckConstraint create) {
        return List.of(create.table());
    }

    @Override
    public List<TableName> createForeignKey(CreateForeignKey create) {
        return List.of(create.table(), create.foreignKey().referencedTable());
    }

    @Override
    public List<TableName> createExclusionConstraint(CreateExclusionConstraint create) {
        return List.of(create.table());
    }

    @Override
    public List<TableName> createNotNullConstraint(CreateNotNullConstraint create) {
        return List.of(create.table());
    }

    @Override
    public List<TableName> dropConstraint(DropConstraint drop) {
        return List.of(drop.table());
    }

    @Override
    public List<TableName> renameConstraint(RenameConstraint rename) {
        return List.of(rename.table());
    }

    @Override
    public List<TableName> validateConstraint(ValidateConstraint validate) {
        return List.of(validate.table());
    }

    @Override
    public List<TableName> bulkInsert(BulkInsert insert) {
        return List.of(insert.table());
    }

    @Override
    public List<TableName> bulkUpdate(BulkUpdate update) {
        return List.of(update.table());
    }

    @Override
    public List<TableName> bulkDelete(BulkDelete delete) {
        return List.of(delete.table());
    }

    @Override
    public List<TableName> loadCsv(LoadCsv load) {
        return List.of(load.table());
    }
}
