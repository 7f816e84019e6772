package io.kmigrate.operation;

/** One method an operation, so that a new operation fails to compile wherever it is unhandled. */
public interface OperationVisitor<R> {
    R createTable(CreateTable operation);

    R dropTable(DropTable operation);

    R renameTable(RenameTable operation);

    R addColumn(AddColumn operation);

    R dropColumn(DropColumn operation);

    R renameColumn(RenameColumn operation);

    R alterColumn(AlterColumn operation);

    R createIndex(CreateIndex operation);

    R dropIndex(DropIndex operation);

    R createPrimaryKey(CreatePrimaryKey operation);

    R createUniqueConstraint(CreateUniqueConstraint operation);

    R createCheckConstraint(CreateCheckConstraint operation);

    R createForeignKey(CreateForeignKey operation);

    R dropConstraint(DropConstraint operation);

    R bulkInsert(BulkInsert operation);

    R executeSql(ExecuteSql operation);

    R runCode(RunCode operation);
}
