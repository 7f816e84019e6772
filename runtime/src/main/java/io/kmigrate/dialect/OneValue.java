package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;

/** Queries with one row of one column. */
@API(status = INTERNAL, since = "0.1")
public final class OneValue {
    private OneValue() {}

    /** Empty for NULL; false where there is no row. */
    public static Optional<Boolean> isTrue(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                return Optional.of(false);
            }
            boolean isTrue = row.getBoolean(1);
            return row.wasNull() ? Optional.empty() : Optional.of(isTrue);
        }
    }

    /** A moment in milliseconds since 1970. */
    public static Optional<Instant> moment(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
        }
    }
}
