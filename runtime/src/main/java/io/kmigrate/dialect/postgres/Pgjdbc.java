package io.kmigrate.dialect.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** What pgjdbc alone knows of a connection. Another driver may be there, and pgjdbc's classes missing. */
final class Pgjdbc {
    private Pgjdbc() {}

    static boolean isBehind(Connection connection) {
        try {
            return connection.isWrapperFor(PGConnection.class);
        } catch (SQLException | LinkageError otherDriver) {
            return false;
        }
    }

    /** Whether {@code process} is what the server gave at login as its process. */
    static boolean isTold(Connection connection, String process) {
        try {
            int told = connection.unwrap(PGConnection.class).getBackendPID();
            return String.valueOf(told).equals(process);
        } catch (SQLException | LinkageError otherDriver) {
            return false;
        }
    }

    /** Whether the URL says when statements are prepared on the server. */
    static boolean hasThreshold(Connection connection) throws SQLException {
        return String.valueOf(connection.getMetaData().getURL()).contains("prepareThreshold");
    }

    /** Prepares nothing on the server from now on; the result takes it back. */
    static Runnable withoutPreparedStatements(Connection connection) {
        try {
            PGConnection driver = connection.unwrap(PGConnection.class);
            int asFound = driver.getPrepareThreshold();
            driver.setPrepareThreshold(0);
            return () -> driver.setPrepareThreshold(asFound);
        } catch (SQLException | LinkageError otherDriver) {
            return () -> {};
        }
    }
}
