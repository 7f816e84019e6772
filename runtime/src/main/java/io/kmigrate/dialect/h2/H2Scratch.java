package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.MemoryScratch;
import io.kmigrate.dialect.Scratch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Another database, in memory: H2 does not undo what it made in a schema. */
final class H2Scratch {
    /** What decides how the catalog spells things. */
    private static final String SETTINGS = "SELECT SETTING_NAME, SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS"
            + " WHERE SETTING_NAME IN ('MODE', 'DATABASE_TO_LOWER', 'DATABASE_TO_UPPER',"
            + " 'CASE_INSENSITIVE_IDENTIFIERS', 'DEFAULT_NULL_ORDERING', 'NON_KEYWORDS')";

    /** Types of the user's own; in a schema that the scratch has too. */
    private static final String DOMAINS = "SELECT DB_OBJECT_SQL('DOMAIN', DOMAIN_SCHEMA, DOMAIN_NAME)"
            + " FROM INFORMATION_SCHEMA.DOMAINS WHERE UPPER(DOMAIN_SCHEMA) = 'PUBLIC' ORDER BY DOMAIN_NAME";

    private H2Scratch() {}

    static Scratch like(Connection connection) throws SQLException {
        StringBuilder url = new StringBuilder("jdbc:h2:mem:");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) {
                url.append(';').append(rows.getString(1)).append('=').append(rows.getString(2));
            }
        }
        MemoryScratch scratch = new MemoryScratch(url.toString());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(DOMAINS);
                Statement copies = scratch.connection().createStatement()) {
            while (rows.next()) {
                copies.execute(rows.getString(1));
            }
        } catch (SQLException failure) {
            scratch.close();
            throw failure;
        }
        return scratch;
    }
}
