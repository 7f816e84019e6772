package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;

/** The table whose rows an operation changes by statements of its own, where it does nothing else. */
@API(status = INTERNAL, since = "0.1")
public final class RowsTable implements DefaultingOperationVisitor<Optional<TableName>> {
    private RowsTable() {}

    /** Empty for every operation but those that insert rows of a script or a file, or change rows by one statement. */
    public static Optional<TableName> of(Operation operation) {
        return operation.accept(new RowsTable());
    }

    @Override
    public Optional<TableName> otherwise(Operation operation) {
        return Optional.empty();
    }

    @Override
    public Optional<TableName> bulkInsert(BulkInsert operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> bulkUpdate(BulkUpdate operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> bulkDelete(BulkDelete operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> loadCsv(LoadCsv operation) {
        return Optional.of(operation.table());
    }

    @Override
    public Optional<TableName> backfill(Backfill operation) {
        return operation.change() instanceof RowChange.LoadRows ? Optional.of(operation.table()) : Optional.empty();
    }
}
