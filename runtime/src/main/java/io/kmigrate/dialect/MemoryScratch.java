package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.sql.Connection;
import java.sql.SQLException;
import org.apiguardian.api.API;

/** A database in memory that goes with its connection. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class MemoryScratch implements Scratch {
    private final Connection connection;

    /**
     * Opens the database.
     *
     * @param jdbcUrl of a database that nobody else can have
     */
    public MemoryScratch(String jdbcUrl) throws SQLException {
        connection = DatabaseUrl.parse(jdbcUrl).dataSource().getConnection();
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
