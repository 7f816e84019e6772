package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.MAINTAINED;

import org.apiguardian.api.API;

/** One method an operation, so that a new operation fails to compile wherever it is unhandled. */
@API(status = MAINTAINED, since = "0.1")
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

    R renameIndex(RenameIndex operation);

    R createPrimaryKey(CreatePrimaryKey operation);

    R createUniqueConstraint(CreateUniqueConstraint operation);

    R createCheckConstraint(CreateCheckConstraint operation);

    R createForeignKey(CreateForeignKey operation);

    R dropConstraint(DropConstraint operation);

    R renameConstraint(RenameConstraint operation);

    R bulkInsert(BulkInsert operation);

    R bulkUpdate(BulkUpdate operation);

    R bulkDelete(BulkDelete operation);

    R executeSql(ExecuteSql operation);

    R runCode(RunCode operation);

    R createSchema(CreateSchema operation);

    R dropSchema(DropSchema operation);

    R moveTable(MoveTable operation);

    R commentOnTable(CommentOnTable operation);

    R createExclusionConstraint(CreateExclusionConstraint operation);

    R createNotNullConstraint(CreateNotNullConstraint operation);

    R validateConstraint(ValidateConstraint operation);

    R createSequence(CreateSequence operation);

    R alterSequence(AlterSequence operation);

    R dropSequence(DropSequence operation);

    R createEnum(CreateEnum operation);

    R addEnumValue(AddEnumValue operation);

    R renameEnumValue(RenameEnumValue operation);

    R dropEnum(DropEnum operation);

    R createView(CreateView operation);

    R dropView(DropView operation);

    R createProgram(CreateProgram operation);

    R dropProgram(DropProgram operation);

    R loadCsv(LoadCsv operation);

    R executeFile(ExecuteFile operation);

    R backfill(Backfill operation);

    R requireBackfill(RequireBackfill operation);
}
