package io.kmigrate.examples.startup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The entries of the guest book, a line each: {@code author: message}. */
final class Entries {
    private final DataSource database;

    Entries(DataSource database) {
        this.database = database;
    }

    String all() throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select author, message from entries order by id")) {
            while (rows.next()) {
                lines.append(rows.getString(1))
                        .append(": ")
                        .append(rows.getString(2))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    void add(String entry) throws SQLException {
        String[] parts = entry.split(": ", 2);
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("insert into entries (author, message) values (?, ?)")) {
            statement.setString(1, parts.length == 2 ? parts[0] : "Somebody");
            statement.setString(2, parts[parts.length - 1]);
            statement.executeUpdate();
        }
    }
}
