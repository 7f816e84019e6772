package io.kmigrate.dialect;

import io.kmigrate.message.OnlineMessages;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreateNotNullConstraint;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;

/** What goes over the rows of a table keeps others waiting; what changes the catalog alone does not. */
record MissingForms(String database) implements DefaultingOperationVisitor<OnlineForm> {
    private OnlineForm missing() {
        return OnlineForm.missing(OnlineMessages.noForms(database));
    }

    @Override
    public OnlineForm otherwise(Operation operation) {
        return OnlineForm.PLAIN;
    }

    @Override
    public OnlineForm addColumn(AddColumn operation) {
        return missing();
    }

    @Override
    public OnlineForm alterColumn(AlterColumn operation) {
        return operation.change().changesDefinition() ? missing() : OnlineForm.PLAIN;
    }

    @Override
    public OnlineForm createIndex(CreateIndex operation) {
        return missing();
    }

    @Override
    public OnlineForm createPrimaryKey(CreatePrimaryKey operation) {
        return missing();
    }

    @Override
    public OnlineForm createUniqueConstraint(CreateUniqueConstraint operation) {
        return missing();
    }

    @Override
    public OnlineForm createCheckConstraint(CreateCheckConstraint operation) {
        return missing();
    }

    @Override
    public OnlineForm createForeignKey(CreateForeignKey operation) {
        return missing();
    }

    @Override
    public OnlineForm createNotNullConstraint(CreateNotNullConstraint operation) {
        return missing();
    }

    @Override
    public OnlineForm createExclusionConstraint(CreateExclusionConstraint operation) {
        return missing();
    }
}
