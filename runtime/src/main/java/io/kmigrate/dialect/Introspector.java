package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.ObjectNames;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Reads the catalog of one kind of database. To implement:
 *
 * <ol>
 *   <li>Read tables with columns, keys, checks and indexes in {@link #introspect}. Use few queries for all tables
 *       together: a schema may have thousands.
 *   <li>Read one table at a time in {@link #catalog}, inside the transaction that changes it: see
 *       {@link LazyCatalog}.
 *   <li>List in {@link #unsupportedObjects} the kinds of objects that {@code introspect} leaves out.
 *   <li>Give {@link #scratch} an empty schema, where one can be had without a trace. Comparisons then spell
 *       expressions as the database does.
 *   <li>Estimate tables in {@link #tableSizes}: what locks or rewrites a large one is judged by it.
 *   <li>Give {@link #objectNames}, so that a start notices views and programs that somebody dropped.
 *   <li>Override {@link #baseline} last, for options that only a script needs.
 * </ol>
 *
 * <p>Stateless and thread-safe; a connection is used by one thread.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface Introspector {
    /** The live catalog behind {@code connection}; reads lazily and sees what the transaction did. */
    Catalog catalog(Connection connection);

    /** The schema that the connection starts in, and the names of the other schemas. */
    default Snapshot introspect(Connection connection) throws SQLException {
        return introspect(connection, SchemaScope.OWN);
    }

    /**
     * The tables, sequences, enumerations, views and programs of a schema. All names are as the connection
     * needs them: with the schema, where it starts in another one. With its own schema come the names of the
     * others. What belongs to the system or to an extension is left out.
     */
    Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException;

    /**
     * A schema as a script that creates it again should say it: with all that no comparison asks about, such as
     * options of tables, and without what the database decided by itself, such as a name that nobody gave.
     *
     * @param introspected what {@link #introspect} read, maybe with other schemas, which stay as they are
     */
    default Snapshot baseline(Connection connection, SchemaScope scope, Snapshot introspected) throws SQLException {
        return introspected;
    }

    /** What else is in such a schema: it is not compared, only named. */
    UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope);

    /** What of it {@link #baseline} has no words for either. */
    default UnsupportedObjects notInBaseline(Connection connection, SchemaScope scope) throws SQLException {
        return unsupportedObjects(connection, scope);
    }

    /** Whether the database may keep rows of a table from this user, as row security does, so that none proves nothing. */
    default boolean mayHideRows(Connection connection, TableName table) throws SQLException {
        return false;
    }

    /**
     * The names of all views and programs, in one cheap query; empty where the dialect does not say, and then nobody is
     * told which of them are missing.
     */
    default Optional<ObjectNames> objectNames(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** The server's clock; empty where the database has none of its own. */
    default Optional<Instant> clock(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** Whether this user may create tables in the schema of the connection; empty where the database does not tell. */
    default Optional<Boolean> mayCreateTables(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /**
     * How the database would write a table with its defaults, generated columns and checks, where it can tell without a
     * schema to try things out in; empty where it cannot, or the account may not ask so.
     */
    default Optional<SpelledTable> spelled(Connection connection, Table table) {
        return Optional.empty();
    }

    /** The statement that lets an account have {@link #scratch}, for messages; empty where none is needed. */
    default Optional<String> scratchGrant(Connection connection) {
        return Optional.empty();
    }

    /** An empty schema to try things out in; empty where there is no way that leaves no trace. */
    default Optional<Scratch> scratch(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** The version of the server, or of the library. */
    default ServerVersion version(Connection connection) throws SQLException {
        return ServerVersion.of(connection.getMetaData());
    }

    /**
     * How large tables are by the statistics of the database, in one query for all of them; without those that it does
     * not have. The default knows of none how large it is.
     *
     * @throws SQLException also where the user may not read the statistics
     */
    default Map<TableName, TableSize> tableSizes(Connection connection, Collection<TableName> tables)
            throws SQLException {
        return tables.stream().distinct().collect(Collectors.toMap(table -> table, table -> TableSize.UNKNOWN));
    }
}
