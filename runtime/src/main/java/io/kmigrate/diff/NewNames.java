package io.kmigrate.diff;

import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import java.util.List;
import java.util.Optional;

/** The name that an operation needs to be free. */
final class NewNames implements DefaultingOperationVisitor<List<String>> {
    private NewNames() {}

    static List<String> of(Operation operation) {
        return operation.accept(new NewNames());
    }

    @Override
    public List<String> otherwise(Operation operation) {
        return List.of();
    }

    @Override
    public List<String> createIndex(CreateIndex operation) {
        return List.of(operation.index().name());
    }

    @Override
    public List<String> createUniqueConstraint(CreateUniqueConstraint operation) {
        return Optional.ofNullable(operation.constraint().name()).stream().toList();
    }

    @Override
    public List<String> createPrimaryKey(CreatePrimaryKey operation) {
        return Optional.ofNullable(operation.primaryKey().name()).stream().toList();
    }
}
