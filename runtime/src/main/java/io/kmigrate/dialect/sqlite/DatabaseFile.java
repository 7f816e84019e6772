package io.kmigrate.dialect.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds the file of a database, the same for every way that leads to it. */
final class DatabaseFile {
    private DatabaseFile() {}

    /** Null for a database in memory. */
    static @Nullable Path of(DataSource database) {
        String file = file(database);
        if (file.isEmpty()) {
            return null;
        }
        Path path = Path.of(file).toAbsolutePath().normalize();
        try {
            return path.toRealPath();
        } catch (IOException notThereYet) {
            return path;
        }
    }

    private static String file(DataSource database) {
        try (Connection connection = database.getConnection()) {
            try {
                return path(connection).orElse("");
            } catch (SQLException failure) {
                throw SqliteFailure.of(connection, failure);
            }
        } catch (SQLException failure) {
            throw SqliteFailure.of(null, failure);
        }
    }

    /** Empty for a database in memory. Needs no lock. */
    static Optional<String> path(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA database_list")) {
            while (found.next()) {
                if (found.getString("name").equals("main")) {
                    return Optional.ofNullable(found.getString("file")).filter(file -> !file.isEmpty());
                }
            }
            return Optional.empty();
        }
    }
}
