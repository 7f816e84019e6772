package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Scratch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * A database of the same server, with the character set of the first. A process that is killed leaves it
 * behind: its name, {@code kmigrate_scratch_} with the process's number, says whose it was.
 */
final class MysqlScratch implements Scratch {
    private final Connection connection;
    private final String original;
    private final String name;
    /** Its settings decide what a TIMESTAMP column is, as they do for a migration. */
    private final MysqlSession session;

    MysqlScratch(Flavour flavour, Connection connection) throws SQLException {
        this.connection = connection;
        this.original = connection.getCatalog();
        String random = UUID.randomUUID().toString().substring(0, 8);
        this.name = "kmigrate_scratch_" + ProcessHandle.current().pid() + "_" + random;
        this.session = new MysqlSession(flavour, connection);
        try {
            execute("CREATE DATABASE `" + name + "` " + characterSet());
        } catch (SQLException failure) {
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
        }
    }
}
