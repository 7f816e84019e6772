package io.kmigrate.dialect.sqlite;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns that are added to a table that was just made are made with it: SQLite reads the whole schema again after
 * each ADD COLUMN, which in a large schema takes longer than all the rest.
 */
final class NewTable {
    private NewTable() {}

    /** Indexes may come between. */
    static boolean joins(List<Operation> together, Operation next) {
        return isFirst(together) && isOf((CreateTable) together.get(0), next);
    }

    static boolean isFirst(List<Operation> together) {
        return together.get(0) instanceof CreateTable create && !create.ifNotExists();
    }

    private static boolean isOf(CreateTable create, Operation next) {
        return next.accept(new PartOf(create.table().name()));
    }

    /** Whether an operation adds a column or an index to the table. */
    private record PartOf(TableName table) implements DefaultingOperationVisitor<Boolean> {
        @Override
        public Boolean otherwise(Operation operation) {
            return false;
        }

        @Override
        public Boolean addColumn(AddColumn operation) {
            return operation.table().equals(table) && operation.foreignKey() == null;
        }

        @Override
        public Boolean createIndex(CreateIndex operation) {
            return operation.table().equals(table);
        }
    }

    /** The table with its columns, then its indexes. */
    static List<Operation> operations(List<Operation> together) {
        CreateTable create = (CreateTable) together.get(0);
        Snapshot schema = Snapshot.empty().with(create.table());
        List<Operation> indexes = new ArrayList<>();
        for (Operation operation : together.subList(1, together.size())) {
            if (operation instanceof AddColumn) {
                schema = operation.apply(schema);
            } else {
                indexes.add(operation);
            }
        }
        Table whole = schema.table(create.table().name()).orElseThrow();
        List<Operation> all = new ArrayList<>(List.of(new CreateTable(whole, false)));
        all.addAll(indexes);
        return all;
    }
}
