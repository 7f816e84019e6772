package io.kmigrate.importer;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameEnumValue;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.Table;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a script can say an operation: what is read by its gist may lack a part. */
final class Sayable implements DefaultingOperationVisitor<Boolean> {
    static boolean is(Operation operation) {
        return operation.accept(new Sayable());
    }

    @Override
    public Boolean otherwise(Operation operation) {
        return true;
    }

    @Override
    public Boolean createTable(CreateTable operation) {
        Table table = operation.table();
        boolean hasKey =
                table.primaryKey() == null || areColumns(table.primaryKey().columns());
        return hasKey
                && !table.columns().isEmpty()
                && table.columns().stream().allMatch(Sayable::hasType)
                && table.foreignKeys().stream().allMatch(Sayable::hasColumns)
                && table.uniqueConstraints().stream().allMatch(unique -> areColumns(unique.columns()));
    }

    /** A database may take a column twice, and a script does not. */
    private static <T> boolean areColumns(List<T> columns) {
        return !columns.isEmpty() && Set.copyOf(columns).size() == columns.size();
    }

    private static boolean hasColumns(@Nullable ForeignKey key) {
        return key == null
                || (areColumns(key.columns())
                        && areColumns(key.referencedColumns())
                        && key.columns().size() == key.referencedColumns().size());
    }

    @Override
    public Boolean createForeignKey(CreateForeignKey operation) {
        return hasColumns(operation.foreignKey());
    }

    @Override
    public Boolean createUniqueConstraint(CreateUniqueConstraint operation) {
        return areColumns(operation.constraint().columns());
    }

    @Override
    public Boolean createPrimaryKey(CreatePrimaryKey operation) {
        return areColumns(operation.primaryKey().columns());
    }

    private static boolean hasType(Column column) {
        return !(column.type() instanceof CustomType custom) || !custom.sql().isBlank();
    }

    @Override
    public Boolean addColumn(AddColumn operation) {
        return hasType(operation.column())
                && !operation.column().name().isEmpty()
                && hasColumns(operation.foreignKey());
    }

    @Override
    public Boolean alterColumn(AlterColumn operation) {
        return operation.change().changesDefinition()
                || operation.change().comment() != null
                || operation.change().newName() != null;
    }

    @Override
    public Boolean renameColumn(RenameColumn operation) {
        return !operation.column().isEmpty() && !operation.newName().isEmpty();
    }

    @Override
    public Boolean renameTable(RenameTable operation) {
        return !operation.newName().isEmpty();
    }

    @Override
    public Boolean createIndex(CreateIndex operation) {
        Index index = operation.index();
        return !index.name().isEmpty()
                && areColumns(index.columns().stream().map(IndexColumn::text).toList());
    }

    @Override
    public Boolean dropIndex(DropIndex operation) {
        return !operation.table().name().contains(" ");
    }

    @Override
    public Boolean createExclusionConstraint(CreateExclusionConstraint operation) {
        return !operation.constraint().elements().isEmpty();
    }

    @Override
    public Boolean addEnumValue(AddEnumValue operation) {
        return !operation.value().isEmpty();
    }

    @Override
    public Boolean renameEnumValue(RenameEnumValue operation) {
        return !operation.value().isEmpty();
    }
}
