package io.kmigrate.backfill;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table of ours: made where it is missing, and filled by the operations that scripts have, too. */
record StoredRows(Table table, Dialect dialect) {
    boolean exists(Connection connection) {
        return dialect.introspector().catalog(connection).table(table.name()).isPresent();
    }

    /** Makes the table unless it is there. */
    void ensure(Connection connection) throws SQLException {
        if (!exists(connection)) {
            execute(connection, new CreateTable(table, false));
        }
    }

    void add(Connection connection, Map<String, @Nullable Object> row) throws SQLException {
        execute(connection, new BulkInsert(table.name(), List.of(row)));
    }

    private void execute(Connection connection, Operation operation) throws SQLException {
        Catalog catalog = Catalog.of(Snapshot.of(List.of(table)));
        try (Statement statement = connection.createStatement()) {
            for (String sql : dialect.render(operation, catalog)) {
                statement.execute(sql);
            }
        }
    }
}
