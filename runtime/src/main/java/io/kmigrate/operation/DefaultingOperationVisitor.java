package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * A visitor for questions that most operations answer alike. Implement it where an operation that comes later
 * will most likely be one of the rest; where each must be thought of, implement {@link OperationVisitor}.
 */
@API(status = INTERNAL, since = "0.1")
public interface DefaultingOperationVisitor<R> extends OperationVisitor<R> {
    /** The answer for every operation whose own method is not overridden. */
    R otherwise(Operation operation);

    @Override
    default R createTable(CreateTable operation) {
        return otherwise(operation);
    }

    @Override
    default R dropTable(DropTable operation) {
        return otherwise(operation);
    }

    @Override
    default R renameTable(RenameTable operation) {
        return otherwise(operation);
    }

    @Override
    default R addColumn(AddColumn operation) {
        return otherwise(operation);
    }

    @Override
    default R dropColumn(DropColumn operation) {
        return otherwise(operation);
    }

    @Override
    default R renameColumn(RenameColumn operation) {
        return otherwise(operation);
    }

    @Override
    default R alterColumn(AlterColumn operation) {
        return otherwise(operation);
    }

    @Override
    default R createIndex(CreateIndex operation) {
        return otherwise(operation);
    }

    @Override
    default R renameIndex(RenameIndex operation) {
        return otherwise(operation);
    }

    @Override
    default R renameConstraint(RenameConstraint operation) {
        return otherwise(operation);
    }

    @Override
    default R dropIndex(DropIndex operation) {
        return otherwise(operation);
    }

    @Override
    default R createPrimaryKey(CreatePrimaryKey operation) {
        return otherwise(operation);
    }

    @Override
    default R createUniqueConstraint(CreateUniqueConstraint operation) {
        return otherwise(operation);
    }

    @Override
    default R createCheckConstraint(CreateCheckConstraint operation) {
        return otherwise(operation);
    }

    @Override
    default R createForeignKey(CreateForeignKey operation) {
        return otherwise(operation);
    }

    @Override
    default R dropConstraint(DropConstraint operation) {
        return otherwise(operation);
    }

    @Override
    default R bulkInsert(BulkInsert operation) {
        return otherwise(operation);
    }

    @Override
    default R bulkUpdate(BulkUpdate operation) {
        return otherwise(operation);
    }

    @Override
    default R bulkDelete(BulkDelete operation) {
        return otherwise(operation);
    }

    @Override
    default R executeSql(ExecuteSql operation) {
        return otherwise(operation);
    }

    @Override
    default R runCode(RunCode operation) {
        return otherwise(operation);
    }

    @Override
    default R createSchema(CreateSchema operation) {
        return otherwise(operation);
    }

    @Override
    default R dropSchema(DropSchema operation) {
        return otherwise(operation);
    }

    @Override
    default R moveTable(MoveTable operation) {
        return otherwise(operation);
    }

    @Override
    default R commentOnTable(CommentOnTable operation) {
        return otherwise(operation);
    }

    @Override
    default R createNotNullConstraint(CreateNotNullConstraint operation) {
        return otherwise(operation);
    }

    @Override
    default R createExclusionConstraint(CreateExclusionConstraint operation) {
        return otherwise(operation);
    }

    @Override
    default R validateConstraint(ValidateConstraint operation) {
        return otherwise(operation);
    }

    @Override
    default R createSequence(CreateSequence operation) {
        return otherwise(operation);
    }

    @Override
    default R alterSequence(AlterSequence operation) {
        return otherwise(operation);
    }

    @Override
    default R dropSequence(DropSequence operation) {
        return otherwise(operation);
    }

    @Override
    default R createEnum(CreateEnum operation) {
        return otherwise(operation);
    }

    @Override
    default R addEnumValue(AddEnumValue operation) {
        return otherwise(operation);
    }

    @Override
    default R renameEnumValue(RenameEnumValue operation) {
        return otherwise(operation);
    }

    @Override
    default R dropEnum(DropEnum operation) {
        return otherwise(operation);
    }

    @Override
    default R createView(CreateView operation) {
        return otherwise(operation);
    }

    @Override
    default R dropView(DropView operation) {
        return otherwise(operation);
    }

    @Override
    default R createProgram(CreateProgram operation) {
        return otherwise(operation);
    }

    @Override
    default R dropProgram(DropProgram operation) {
        return otherwise(operation);
    }

    @Override
    default R executeFile(ExecuteFile operation) {
        return otherwise(operation);
    }

    @Override
    default R loadCsv(LoadCsv operation) {
        return otherwise(operation);
    }

    @Override
    default R backfill(Backfill operation) {
        return otherwise(operation);
    }

    @Override
    default R requireBackfill(RequireBackfill operation) {
        return otherwise(operation);
    }
}
