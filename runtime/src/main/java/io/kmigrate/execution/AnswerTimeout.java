package io.kmigrate.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a connection waits for an answer. A server ends a statement at its own time-out; if even that answer does
 * not come, the network has lost it.
 */
final class AnswerTimeout {
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Connection connection;
    private @Nullable Integer found;

    AnswerTimeout(Connection connection) {
        this.connection = connection;
    }

    /** @param statement how long the server lets a statement run; null for any time */
    void follow(@Nullable Duration statement) throws SQLException {
        if (statement == null) {
            restore();
            return;
        }
        if (found == null) {
            found = connection.getNetworkTimeout();
        }
        connection.setNetworkTimeout(Runnable::run, (int)
                Math.min(Integer.MAX_VALUE, statement.plus(MARGIN).toMillis()));
    }

    void restore() throws SQLException {
        if (found != null && !connection.isClosed()) {
            connection.setNetworkTimeout(Runnable::run, found);
        }
        found = null;
    }
}
