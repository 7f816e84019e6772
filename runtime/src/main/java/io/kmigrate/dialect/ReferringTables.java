package io.kmigrate.dialect;

import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Finds tables of other schemas than the connection's own that refer to others. */
public final class ReferringTables {
    private ReferringTables() {}

    /**
     * By a query of the catalog.
     *
     * @param sql gives rows of the schema and name of a table
     */
    public static List<TableName> read(Connection connection, String sql) {
        List<TableName> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(new TableName(rows.getString(1), rows.getString(2)));
            }
        } catch (SQLException failure) {
            throw new DatabaseFailureException("see what refers to tables from other schemas", failure);
        }
        return found;
    }
}
