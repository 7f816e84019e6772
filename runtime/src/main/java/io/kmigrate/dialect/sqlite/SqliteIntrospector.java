package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Introspector;
import io.kmigrate.dialect.MemoryScratch;
import io.kmigrate.dialect.ObjectNameReader;
import io.kmigrate.dialect.Question;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.Scratch;
import io.kmigrate.dialect.UnsupportedObject.Place;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.schema.ObjectNames;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the catalog of SQLite. */
record SqliteIntrospector() implements Introspector {
    @Override
    public Catalog catalog(Connection connection) {
        return new SqliteCatalog(connection);
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        return !scope.isOwn() ? Snapshot.empty() : new SchemaReader(MasterTable.read(connection)).snapshot();
    }

    @Override
    public Snapshot baseline(Connection connection, SchemaScope scope, Snapshot introspected) throws SQLException {
        return scope.isOwn() ? BaselineTables.of(MasterTable.read(connection), introspected) : introspected;
    }

    /** The tables that a virtual one keeps behind it go with it. */
    @Override
    public UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope) {
        String virtual =
                "SELECT 'virtual table', name, name, sql, 'DROP TABLE \"' || replace(name, '\"', '\"\"') || '\"'"
                        + " FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE %' ORDER BY name";
        return UnsupportedObjects.read(
                connection, SchemaScope.OWN, List.of(new Question("virtual tables", virtual, Place.AFTER_TABLES)));
    }

    @Override
    public Optional<Scratch> scratch(Connection connection) throws SQLException {
        return Optional.of(new MemoryScratch("jdbc:sqlite::memory:"));
    }

    @Override
    public Optional<ObjectNames> objectNames(Connection connection) throws SQLException {
        String query = "SELECT upper(type), '', name, CASE type WHEN 'trigger' THEN tbl_name END, 1 FROM sqlite_master"
                + " WHERE type IN ('view', 'trigger')";
        return Optional.of(ObjectNameReader.read(connection, query, true));
    }

    @Override
    public Map<TableName, TableSize> tableSizes(Connection connection, Collection<TableName> tables)
            throws SQLException {
        return SqliteSizes.read(connection, tables);
    }

    /** A journal is written beside the file. A database in memory has no file. */
    @Override
    public Optional<Boolean> mayCreateTables(Connection connection) throws SQLException {
        if (connection.isReadOnly()) {
            return Optional.of(false);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT file FROM pragma_database_list WHERE name = 'main'")) {
            String file = row.next() ? row.getString(1) : null;
            if (file == null || file.isEmpty()) {
                return Optional.of(true);
            }
            Path place = Path.of(file).toAbsolutePath();
            return Optional.of(Files.isWritable(place) && Files.isWritable(place.resolveSibling(".")));
        }
    }
}
