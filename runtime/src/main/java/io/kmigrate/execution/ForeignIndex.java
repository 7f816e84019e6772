package io.kmigrate.execution;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.InvalidIndex;
import io.kmigrate.message.OnlineMessages;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a run from an invalid index that it did not begin: the name is taken, and somebody may know more of it. It is asked
 * before an operation is recorded as begun, so that an invalid index behind a begun one is our own.
 */
final class ForeignIndex implements DefaultingOperationVisitor<Optional<InvalidIndex>> {
    private ForeignIndex() {}

    /**
     * Looks before an operation begins.
     *
     * @param inParts whether one of the same definition is in nobody's way: the first part removes it
     * @throws io.kmigrate.failure.MigrationException naming the index
     */
    static void refuse(Operation operation, Catalog catalog, boolean inParts) {
        Optional<InvalidIndex> foreign = operation
                .accept(new ForeignIndex())
                .filter(index -> index.isThere(catalog) && !(inParts && index.isAlike(catalog)));
        if (foreign.isPresent()) {
            InvalidIndex index = foreign.get();
            throw OnlineMessages.foreignIndex(
                            index.wanted().name(), index.table().toString())
                    .exception();
        }
    }

    @Override
    public Optional<InvalidIndex> otherwise(Operation operation) {
        return Optional.empty();
    }

    @Override
    public Optional<InvalidIndex> createIndex(CreateIndex operation) {
        return Optional.of(new InvalidIndex(operation.table(), operation.index()));
    }

    @Override
    public Optional<InvalidIndex> createUniqueConstraint(CreateUniqueConstraint operation) {
        return key(
                operation.table(),
                operation.constraint().name(),
                operation.constraint().columns());
    }

    @Override
    public Optional<InvalidIndex> createPrimaryKey(CreatePrimaryKey operation) {
        return key(
                operation.table(),
                operation.primaryKey().name(),
                operation.primaryKey().columns());
    }

    private static Optional<InvalidIndex> key(TableName table, @Nullable String name, List<String> columns) {
        return Optional.ofNullable(name)
                .map(index -> Index.of(index, columns.toArray(String[]::new)).withUnique(true))
                .map(index -> new InvalidIndex(table, index));
    }
}
