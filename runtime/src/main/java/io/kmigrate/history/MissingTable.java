package io.kmigrate.history;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;

/** Reading a table of ours that may not be there, in one query where it is. */
record MissingTable(TableName name, Dialect dialect) {
    @FunctionalInterface
    interface Query<T> {
        T run() throws SQLException;
    }

    /**
     * What the query gives, or what there is without the table. Inside a transaction the table is looked for
     * first: a failed query would end one on PostgreSQL.
     */
    <T> T or(T nothing, Connection connection, Query<T> query) throws SQLException {
        if (!connection.getAutoCommit()) {
            return exists(connection) ? query.run() : nothing;
        }
        try {
            return query.run();
        } catch (SQLException failed) {
            // Another migrator may have made the table just now; any other failure comes again.
            return exists(connection) ? query.run() : nothing;
        }
    }

    boolean exists(Connection connection) {
        return dialect.introspector().catalog(connection).table(name).isPresent();
    }
}
