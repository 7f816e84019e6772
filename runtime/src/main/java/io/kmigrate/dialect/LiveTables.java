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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** Asks a database how large its tables are. */
@API(status = INTERNAL, since = "0.1")
public final class LiveTables {
    /** Stands for all tables that there are: as large as the largest of them. */
    public static final TableName EVERY = TableName.of("every table");

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
            return TableSizes.of(inSavepoint(connection, () -> asked(dialect, connection, tables, limit)), limit);
        } catch (SQLException failure) {
            refused.accept(LintMessages.noSizes().with(Facts.of(failure)));
            return TableSizes.unknown(limit);
        }
    }

    private static Map<TableName, TableSize> asked(
            Dialect dialect, Connection connection, Collection<TableName> tables, LargeTable limit)
            throws SQLException {
        if (!tables.contains(EVERY)) {
            return dialect.introspector().tableSizes(connection, tables);
        }
        Set<TableName> all = new LinkedHashSet<>(tables);
        all.remove(EVERY);
        dialect.introspector().introspect(connection).tables().forEach(table -> all.add(table.name()));
        Map<TableName, TableSize> sizes =
                new LinkedHashMap<>(dialect.introspector().tableSizes(connection, all));
        sizes.values().stream().filter(limit::includes).findFirst().ifPresent(large -> sizes.put(EVERY, large));
        return sizes;
    }

    private interface Question {
        Map<TableName, TableSize> ask() throws SQLException;
    }

    /** A refusal must not end the transaction of an application that called us in the middle of it. */
    private static Map<TableName, TableSize> inSavepoint(Connection connection, Question question) throws SQLException {
        if (connection.getAutoCommit()) {
            return question.ask();
        }
        Savepoint before = connection.setSavepoint();
        try {
            Map<TableName, TableSize> sizes = question.ask();
            connection.releaseSavepoint(before);
            return sizes;
        } catch (SQLException refused) {
            connection.rollback(before);
            throw refused;
        }
    }
}
