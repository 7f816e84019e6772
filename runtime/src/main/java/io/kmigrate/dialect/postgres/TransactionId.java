package io.kmigrate.dialect.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Knows a transaction again by its id, which PostgreSQL gives once. */
final class TransactionId {
    private final Connection connection;
    private @Nullable String marked;

    TransactionId(Connection connection) {
        this.connection = connection;
    }

    /** The function gives the transaction an id if it has none. */
    void mark() throws SQLException {
        marked = read("SELECT txid_current()");
    }

    boolean isMarked() throws SQLException {
        return marked != null && marked.equals(read("SELECT txid_current_if_assigned()"));
    }

    private @Nullable String read(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
