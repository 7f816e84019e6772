package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateEnum;
import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreateNotNullConstraint;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateSequence;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import org.apiguardian.api.API;

/** Whether an operation makes something that a catalog shows, so that {@code onlyIfMissing} can hold it. */
@API(status = INTERNAL, since = "0.1")
public final class Makes implements DefaultingOperationVisitor<Boolean> {
    private Makes() {}

    /** Whether it does. */
    public static boolean something(Operation operation) {
        return operation.accept(new Makes());
    }

    @Override
    public Boolean otherwise(Operation operation) {
        return false;
    }

    @Override
    public Boolean createTable(CreateTable operation) {
        return true;
    }

    @Override
    public Boolean addColumn(AddColumn operation) {
        return true;
    }

    @Override
    public Boolean createIndex(CreateIndex operation) {
        return true;
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
    public Boolean createExclusionConstraint(CreateExclusionConstraint operation) {
        return true;
    }

    @Override
    public Boolean createNotNullConstraint(CreateNotNullConstraint operation) {
        return true;
    }

    @Override
    public Boolean createSequence(CreateSequence operation) {
        return true;
    }

    @Override
    public Boolean createEnum(CreateEnum operation) {
        return true;
    }

    @Override
    public Boolean addEnumValue(AddEnumValue operation) {
        return true;
    }

    @Override
    public Boolean createView(CreateView operation) {
        return !operation.orReplace();
    }
}
