package acme;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Introspector;
import io.kmigrate.dialect.LazyCatalog;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads tables with columns and primary keys, through JDBC's own description of the database. */
final class AcmeIntrospector implements Introspector {
    @Override
    public Catalog catalog(Connection connection) {
        return new LazyCatalog(connection, "") {
            @Override
            protected Optional<Table> read(TableName name) throws SQLException {
                return one(connection, name.name());
            }
        };
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getTables(null, "PUBLIC", "%", new String[] {"BASE TABLE"})) {
            while (rows.next()) {
                String name = rows.getString("TABLE_NAME");
                if (!name.equals(AcmeLock.TABLE)) {
                    one(connection, name).ifPresent(tables::add);
                }
            }
        }
        return Snapshot.of(tables, List.of());
    }

    @Override
    public UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope) {
        return UnsupportedObjects.none();
    }

    private static Optional<Table> one(Connection connection, String name) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        List<Column> columns = new ArrayList<>();
        try (ResultSet rows = database.getColumns(null, "PUBLIC", name, "%")) {
            while (rows.next()) {
                columns.add(Column.of(rows.getString("COLUMN_NAME"), type(rows))
                        .withNullable(rows.getInt("NULLABLE") == DatabaseMetaData.columnNullable));
            }
        }
        List<String> key = new ArrayList<>();
        try (ResultSet rows = database.getPrimaryKeys(null, "PUBLIC", name)) {
            while (rows.next()) {
                key.add(rows.getString("COLUMN_NAME"));
            }
        }
        PrimaryKey primaryKey = key.isEmpty() ? null : new PrimaryKey(null, key);
        return columns.isEmpty() ? Optional.empty() : Optional.of(Table.of(TableName.of(name), columns, primaryKey));
    }

    private static ColumnType type(ResultSet column) throws SQLException {
        String name = column.getString("TYPE_NAME");
        return switch (name) {
            case "INTEGER" -> new ColumnType.IntegerType(32, false);
            case "BIGINT" -> new ColumnType.IntegerType(64, false);
            case "CHARACTER VARYING" -> new ColumnType.VarcharType(column.getInt("COLUMN_SIZE"));
            case "TIMESTAMP" -> new ColumnType.TimestampType(false);
            case "TIMESTAMP WITH TIME ZONE" -> new ColumnType.TimestampType(true);
            default -> new ColumnType.CustomType(name);
        };
    }
}
