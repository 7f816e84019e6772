package io.kmigrate.dialect.postgres;

import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;

/** Whether an operation cannot be part of a transaction. */
record TransactionRefusal(String dialect) implements DefaultingOperationVisitor<Boolean> {
    @Override
    public Boolean otherwise(Operation operation) {
        return false;
    }

    @Override
    public Boolean executeSql(ExecuteSql operation) {
        return PostgresStatements.split(operation.sqlFor(dialect)).stream()
                .anyMatch(PostgresStatements::refusesTransaction);
    }

    /** A value that was added cannot be used before the transaction ends (55P04). */
    @Override
    public Boolean addEnumValue(AddEnumValue operation) {
        return true;
    }

    @Override
    public Boolean createIndex(CreateIndex operation) {
        return operation.concurrently();
    }

    @Override
    public Boolean dropIndex(DropIndex operation) {
        return operation.concurrently();
    }
}
