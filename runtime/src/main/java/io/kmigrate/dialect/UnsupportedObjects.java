package io.kmigrate.dialect;

import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads them by one query, which gives a kind, a name, and the table it goes with or NULL. */
public final class UnsupportedObjects {
    private UnsupportedObjects() {}

    /** In the order of the query. */
    public static List<UnsupportedObject> read(Connection connection, String sql) throws SQLException {
        List<UnsupportedObject> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String table = rows.getString(3);
                found.add(new UnsupportedObject(
                        rows.getString(1), rows.getString(2), table == null ? null : TableName.of(table)));
            }
        }
        return found;
    }
}
