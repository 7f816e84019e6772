package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.StoredDefinition;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The live catalog, read again at every question: one query of {@code sqlite_master}, for that table. */
final class SqliteCatalog implements Catalog {
    private final Connection connection;

    SqliteCatalog(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<Table> table(TableName name) {
        return new SchemaReader(read(name))
                .snapshot().tables().stream()
                        .filter(table -> table.name().name().equalsIgnoreCase(name.name()))
                        .findFirst();
    }

    @Override
    public List<StoredDefinition> definitions(TableName name) {
        return read(name).of(name.name());
    }

    @Override
    public List<String> triggers(TableName table) {
        return read(table).triggers(table.name());
    }

    /**
     * True from 3.53 on, where ALTER TABLE sets and drops NOT NULL, adds checks, and drops checks and foreign
     * keys without a rebuild.
     */
    boolean altersConstraints() {
        try {
            String[] version =
                    connection.getMetaData().getDatabaseProductVersion().split("\\.");
            int major = Integer.parseInt(version[0]);
            return major > 3 || (major == 3 && Integer.parseInt(version[1]) >= 53);
        } catch (SQLException failure) {
            throw SqliteFailure.of(connection, failure);
        }
    }

    private MasterTable read(TableName name) {
        try {
            return MasterTable.read(connection, name.name());
        } catch (SQLException failure) {
            throw SqliteFailure.of(connection, failure);
        }
    }
}
