package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.message.SchemaMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.RowChange.LoadRows;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Looks whether a backfill can be trusted with a table, before anything is changed. */
@API(status = INTERNAL, since = "0.1")
public final class BackfillCheck {
    private BackfillCheck() {}

    /**
     * Refuses a table that has no key to go by, or does not undo what a batch did before it failed; and a throttle
     * that the database cannot answer. Says nothing of a table that is not there.
     *
     * @throws io.kmigrate.failure.MigrationException naming the backfill
     */
    public static void require(Backfill backfill, Dialect dialect, Connection connection) throws SQLException {
        new Waits(backfill, dialect);
        Optional<Table> table = dialect.introspector().catalog(connection).table(backfill.table());
        refuseCopyIntoItself(backfill, dialect, connection);
        boolean isByKey = !(backfill.change() instanceof LoadRows);
        if (backfill.change() instanceof LoadRows load && table.isPresent()) {
            requireColumns(load, table.get());
        }
        if (isByKey && table.isPresent()) {
            KeyPlan.of(backfill, dialect, table.get()).requireValues(backfill, dialect.batches(), connection);
        }
        List<TableName> written = backfill.change()
                .target()
                .map(target -> List.of(backfill.table(), target))
                .orElseGet(() -> List.of(backfill.table()));
        for (TableName name : written) {
            requireTransactions(backfill, name, dialect, connection);
        }
    }

    /** The table may be named with its schema and without. */
    private static void refuseCopyIntoItself(Backfill backfill, Dialect dialect, Connection connection)
            throws SQLException {
        Optional<TableName> into = backfill.change().target();
        if (into.isEmpty()) {
            return;
        }
        String here = dialect.batches().schema(connection);
        if (placed(into.get(), here).equals(placed(backfill.table(), here))) {
            throw BackfillMessages.copiesIntoItself(
                            backfill.name(), backfill.table().toString())
                    .exception();
        }
    }

    private static void requireColumns(LoadRows load, Table table) {
        List<String> known = table.columns().stream().map(Column::name).toList();
        for (String column : load.header()) {
            if (!known.contains(column)) {
                throw SchemaMessages.unknownColumn(table.name().toString(), column, known)
                        .exception();
            }
        }
    }

    private static TableName placed(TableName name, @Nullable String here) {
        return name.schema() == null ? new TableName(here, name.name()) : name;
    }

    private static void requireTransactions(Backfill backfill, TableName table, Dialect dialect, Connection connection)
            throws SQLException {
        Optional<String> query = dialect.batches().engineWithoutTransactions(table);
        if (query.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query.get())) {
            if (row.next()) {
                throw BackfillMessages.noTransactions(backfill.name(), table.toString(), row.getString(1))
                        .exception();
            }
        }
    }
}
