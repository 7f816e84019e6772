package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Introspector;
import io.kmigrate.dialect.ObjectNameReader;
import io.kmigrate.dialect.OneValue;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.Scratch;
import io.kmigrate.dialect.ServerVersion;
import io.kmigrate.dialect.SpelledTable;
import io.kmigrate.dialect.UnsupportedObject;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.schema.ObjectNames;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the catalog of MySQL and MariaDB. */
record MysqlIntrospector(Product flavour) implements Introspector {
    private static final String OLD_CLIENTS = "5.5.5-";

    @Override
    public Catalog catalog(Connection connection) {
        return new MysqlCatalog(flavour, connection);
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        return Snapshot.of(
                new CatalogReader(flavour, connection).all(scope), new ObjectReader(flavour, connection, scope).all());
    }

    @Override
    public Snapshot baseline(Connection connection, SchemaScope scope, Snapshot introspected) throws SQLException {
        Snapshot tables = new BaselineTables(flavour, connection, scope).of(introspected);
        return new BaselineObjects(flavour, connection, scope).of(tables);
    }

    @Override
    public UnsupportedObjects notInBaseline(Connection connection, SchemaScope scope) throws SQLException {
        return new BaselineTables(flavour, connection, scope).unsupported(unsupportedObjects(connection, scope));
    }

    @Override
    public UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope) {
        try {
            String mode = SqlMode.of(connection).meaning();
            UnsupportedObjects found =
                    UnsupportedObjects.read(connection, scope, UnsupportedQuery.of(flavour, scope, mode));
            return flavour == Product.MYSQL ? found.and(algorithms(connection, scope)) : found;
        } catch (SQLException failure) {
            throw new DatabaseException("read sql_mode", failure);
        }
    }

    /** MySQL tells the ALGORITHM of a view by SHOW CREATE VIEW alone. */
    private UnsupportedObjects algorithms(Connection connection, SchemaScope scope) throws SQLException {
        List<UnsupportedObject> found = new ArrayList<>();
        for (TableName view : new ObjectReader(flavour, connection, scope).readableViews()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SHOW CREATE VIEW " + MysqlNames.of(flavour).quote(view))) {
                row.next();
                String text = row.getString(2);
                // In the mode ANSI it says nothing of it.
                if (text.startsWith("CREATE ALGORITHM=") && !text.startsWith("CREATE ALGORITHM=UNDEFINED ")) {
                    found.add(new UnsupportedObject("ALGORITHM of view", view.toString(), null, null));
                }
            }
        }
        return new UnsupportedObjects(found, List.of());
    }

    @Override
    public Optional<SpelledTable> spelled(Connection connection, Table table) {
        return new TemporarySpelling(flavour, connection).of(table);
    }

    @Override
    public Optional<String> scratchGrant(Connection connection) {
        return Optional.of("GRANT CREATE, DROP ON `kmigrate\\_scratch\\_%`.* TO the user");
    }

    @Override
    public Optional<Scratch> scratch(Connection connection) throws SQLException {
        return Optional.of(new MysqlScratch(flavour, connection));
    }

    @Override
    public Optional<ObjectNames> objectNames(Connection connection) throws SQLException {
        return Optional.of(ObjectNameReader.read(connection, NameQuery.SQL, false));
    }

    @Override
    public Map<TableName, TableSize> tableSizes(Connection connection, Collection<TableName> tables)
            throws SQLException {
        return new MysqlSizes(flavour).read(connection, tables);
    }

    /** MariaDB tells old clients of replication that it is 5.5.5, and Connector/J passes that on. */
    @Override
    public ServerVersion version(Connection connection) throws SQLException {
        String text = connection.getMetaData().getDatabaseProductVersion();
        return ServerVersion.parse(text.startsWith(OLD_CLIENTS) ? text.substring(OLD_CLIENTS.length()) : text)
                .orElse(ServerVersion.of(0));
    }

    @Override
    public Optional<Instant> clock(Connection connection) throws SQLException {
        return OneValue.moment(connection, "SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)");
    }

    /** A role may have what the user has not: the catalog shows everyone the rights of users alone. */
    @Override
    public Optional<Boolean> mayCreateTables(Connection connection) throws SQLException {
        String rights = """
                SELECT 1 FROM information_schema.%s WHERE privilege_type %s
                AND grantee = concat(quote(substring_index(current_user(), '@', 1)), '@',
                    quote(substring_index(current_user(), '@', -1)))""";
        String sql = "SELECT CASE WHEN EXISTS (%s) OR EXISTS (%s AND database() LIKE table_schema) THEN TRUE %s END"
                .formatted(
                        rights.formatted("user_privileges", "= 'CREATE'"),
                        rights.formatted("schema_privileges", "= 'CREATE'"),
                        // A server that knows no users has no rights either.
                        "WHEN EXISTS (%s) AND coalesce(current_role(), 'NONE') = 'NONE' THEN FALSE"
                                .formatted(rights.formatted("user_privileges", "IS NOT NULL")));
        return OneValue.isTrue(connection, sql);
    }
}
