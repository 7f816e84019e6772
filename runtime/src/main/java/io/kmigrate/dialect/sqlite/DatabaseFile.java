package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.message.DatabaseMessages;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA database_list")) {
            while (found.next()) {
                if (found.getString("name").equals("main")) {
                    String file = found.getString("file");
                    return file == null ? "" : file;
                }
            }
            return "";
        } catch (SQLException failure) {
            throw new DatabaseException(DatabaseMessages.unreadableSqlite(), failure);
        }
    }
}
