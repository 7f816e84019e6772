package io.kmigrate.backfill;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.Throttle;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out whether a backfill had better wait. */
final class Waits {
    private final Throttle throttle;
    private final String lagQuery;
    private final String runningQuery;

    /** @throws io.kmigrate.failure.MigrationException where the database cannot tell */
    Waits(Backfill backfill, Dialect dialect) {
        this.throttle = backfill.pace().throttle();
        this.lagQuery =
                query(throttle.replicaLag(), dialect.batches().replicaLag(), backfill, dialect, "maxReplicaLag");
        this.runningQuery =
                query(throttle.runningSessions(), dialect.batches().runningSessions(), backfill, dialect, "maxRunning");
    }

    private static String query(
            @Nullable Object wanted, Optional<String> query, Backfill backfill, Dialect dialect, String word) {
        if (wanted != null && query.isEmpty()) {
            throw BackfillMessages.noThrottle(backfill.name(), dialect.name(), word)
                    .exception();
        }
        return query.orElse("");
    }

    /** What it waits for; null where it may go on. */
    @Nullable
    String reason(Connection connection) throws SQLException {
        if (throttle.replicaLag() != null) {
            BigDecimal seconds = value(connection, lagQuery);
            BigDecimal most =
                    BigDecimal.valueOf(throttle.replicaLag().toMillis()).movePointLeft(3);
            if (seconds.compareTo(most) > 0) {
                return BackfillMessages.waitsForReplica(seconds.toPlainString());
            }
        }
        if (throttle.runningSessions() != null) {
            BigDecimal running = value(connection, runningQuery);
            if (running.compareTo(BigDecimal.valueOf(throttle.runningSessions())) > 0) {
                return BackfillMessages.waitsForSessions(running.toPlainString());
            }
        }
        return throttle.query() != null && value(connection, throttle.query()).signum() > 0
                ? BackfillMessages.waitsForQuery()
                : null;
    }

    /** Truth is 1, and nothing is 0. */
    private static BigDecimal value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            Object value = row.next() ? row.getObject(1) : null;
            if (value instanceof Boolean flag) {
                return flag ? BigDecimal.ONE : BigDecimal.ZERO;
            }
            return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
        }
    }
}
