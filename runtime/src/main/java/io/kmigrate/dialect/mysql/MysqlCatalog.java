package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.LazyCatalog;
import io.kmigrate.dialect.StoredDefinition;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** The live catalog. A name without a schema is one of the connection's database. */
final class MysqlCatalog extends LazyCatalog {
    private final Product flavour;

    MysqlCatalog(Product flavour, Connection connection) {
        super(connection, CatalogQueries.REFERRING);
        this.flavour = flavour;
    }

    @Override
    protected Optional<Table> read(TableName name) throws SQLException {
        return new CatalogReader(flavour, connection()).one(name);
    }

    /** What SHOW CREATE TABLE says: the one place where nothing of a column is left out. */
    @Override
    public List<StoredDefinition> definitions(TableName name) {
        if (table(name).isEmpty()) {
            return List.of();
        }
        try {
            String sql = ask("SHOW CREATE TABLE " + MysqlNames.of(flavour).quote(name), 2);
            return List.of(new StoredDefinition("table", name.name(), sql));
        } catch (SQLException failure) {
            throw new DatabaseException("read the definition of the table " + name, failure);
        }
    }

    @Override
    public List<TableName> referringFromElsewhere() {
        return mayBeReferredTo() ? super.referringFromElsewhere() : List.of();
    }

    /** InnoDB knows at once whether any foreign key leads from one database to another. */
    private boolean mayBeReferredTo() {
        if (flavour == Product.MYSQL) {
            return true;
        }
        try {
            return !ask(CatalogQueries.COUNT_FAR_KEYS, 1).equals("0");
        } catch (SQLException notAllowed) {
            // It tells only those who have the privilege PROCESS.
            return true;
        }
    }

    /** False where the session's {@code sql_mode} makes a backslash in a string mean itself. */
    boolean backslashEscapes() {
        try {
            return !ask("SELECT @@session.sql_mode", 1).contains("NO_BACKSLASH_ESCAPES");
        } catch (SQLException failure) {
            throw new DatabaseException("read sql_mode", failure);
        }
    }

    /** As MariaDB 11.2 can. */
    @Override
    public boolean copiesOnline() {
        try {
            DatabaseMetaData server = connection().getMetaData();
            int major = server.getDatabaseMajorVersion();
            return flavour == Product.MARIADB && (major > 11 || (major == 11 && server.getDatabaseMinorVersion() >= 2));
        } catch (SQLException failure) {
            throw new DatabaseException("read the version of the server", failure);
        }
    }

    private String ask(String sql, int column) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(column);
            }
        }
    }
}
