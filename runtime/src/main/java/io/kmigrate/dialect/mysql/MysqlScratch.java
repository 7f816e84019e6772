package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Scratch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A database of the same server, with the character set of the first. Its session holds a lock of its name, so
 * that what a killed process left behind is known by its name without a lock, and dropped by the next.
 */
final class MysqlScratch implements Scratch {
    private static final String PREFIX = "kmigrate_scratch_";
    private static final String LEFT_BEHIND = "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA"
            + " WHERE SCHEMA_NAME REGEXP '^" + PREFIX + "[0-9a-f]{32}$' AND IS_USED_LOCK(SCHEMA_NAME) IS NULL";

    private final Connection connection;
    private final String original;
    private final String name;
    /** Its settings decide what a TIMESTAMP column is, as they do for a migration. */
    private final MysqlSession session;

    MysqlScratch(Product flavour, Connection connection) throws SQLException {
        this.connection = connection;
        this.original = connection.getCatalog();
        this.name = PREFIX + UUID.randomUUID().toString().replace("-", "");
        this.session = new MysqlSession(flavour, connection);
        try {
            dropLeftBehind();
            // Before there is a database of the name, which is nobody's to anyone who looks for the lock.
            execute("DO GET_LOCK('" + name + "', 0)");
            execute("CREATE DATABASE `" + name + "` " + characterSet());
        } catch (SQLException failure) {
            execute("DO RELEASE_LOCK('" + name + "')");
            session.close();
            throw failure;
        }
        try {
            connection.setCatalog(name);
        } catch (SQLException failure) {
            try {
                close();
            } catch (SQLException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    private void dropLeftBehind() throws SQLException {
        List<String> left = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LEFT_BEHIND)) {
            while (rows.next()) {
                left.add(rows.getString(1));
            }
        }
        for (String database : left) {
            execute("DROP DATABASE IF EXISTS `" + database + "`");
        }
    }

    private String characterSet() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@character_set_database, @@collation_database")) {
            row.next();
            return "CHARACTER SET " + row.getString(1) + " COLLATE " + row.getString(2);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try (session) {
            connection.setCatalog(original);
        } finally {
            execute("DROP DATABASE `" + name + "`");
            execute("DO RELEASE_LOCK('" + name + "')");
        }
    }
}
