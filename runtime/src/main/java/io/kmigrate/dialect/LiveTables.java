package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Facts;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.LintMessages;
import io.kmigrate.schema.LargeTable;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import io.kmigrate.schema.TableSizes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** Asks a database how large its tables are. */
@API(status = INTERNAL, since = "0.1")
public final class LiveTables {
    private LiveTables() {}

    /**
     * The sizes of those tables that the database has.
     *
     * @param refused hears that the database does not tell: then every table counts as large
     */
    public static TableSizes sizes(
            Dialect dialect,
            Connection connection,
            Collection<TableName> tables,
            LargeTable limit,
            Consumer<Problem> refused) {
        if (tables.isEmpty()) {
            return TableSizes.unknown(limit);
        }
        try {
            return TableSizes.of(asked(dialect, connection, tables), limit);
        } catch (SQLException failure) {
            refused.accept(LintMessages.noSizes().with(Facts.of(failure)));
            return TableSizes.unknown(limit);
        }
    }

    /** A refusal must not end the transaction of an application that called us in the middle of it. */
    private static Map<TableName, TableSize> asked(Dialect dialect, Connection connection, Collection<TableName> tables)
            throws SQLException {
        if (connection.getAutoCommit()) {
            return dialect.introspector().tableSizes(connection, tables);
        }
        Savepoint before = connection.setSavepoint();
        try {
            Map<TableName, TableSize> sizes = dialect.introspector().tableSizes(connection, tables);
            connection.releaseSavepoint(before);
            return sizes;
        } catch (SQLException refused) {
            connection.rollback(before);
            throw refused;
        }
    }
}
