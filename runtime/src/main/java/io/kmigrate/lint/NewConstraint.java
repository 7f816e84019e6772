package io.kmigrate.lint;

import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateNotNullConstraint;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.TableName;

/** The table that gets a constraint. */
class NewConstraint implements DefaultingOperationVisitor<TableName> {
    /** An operation that gives none. */
    static final TableName NONE = TableName.of("");

    @Override
    public TableName otherwise(Operation operation) {
        return NONE;
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
    public TableName createNotNullConstraint(CreateNotNullConstraint create) {
        return create.table();
    }

    @Override
    public TableName createExclusionConstraint(CreateExclusionConstraint create) {
        return create.table();
    }
}
