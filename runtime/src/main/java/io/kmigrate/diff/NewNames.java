package io.kmigrate.diff;

import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.Operation;
import java.util.List;
import java.util.Optional;

/** The name that an operation needs to be free. */
final class NewNames {
    private NewNames() {}

    static List<String> of(Operation operation) {
        if (operation instanceof CreateIndex create) {
            return List.of(create.index().name());
        }
        if (operation instanceof CreateUniqueConstraint create) {
            return Optional.ofNullable(create.constraint().name()).stream().toList();
        }
        return operation instanceof CreatePrimaryKey create
                ? Optional.ofNullable(create.primaryKey().name()).stream().toList()
                : List.of();
    }
}
