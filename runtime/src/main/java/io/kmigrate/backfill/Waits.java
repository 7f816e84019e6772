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
final class Waits implements AutoCloseable {
    private final Throttle throttle;
    private final String lagQuery;
    private final Replicas replicas;
    private final String runningQuery;

    /** @throws io.kmigrate.failure.MigrationException where the database cannot tell */
    Waits(Backfill backfill, Dialect dialect) {
        this.throttle = backfill.pace().throttle();
        this.replicas = new Replicas(backfill.name(), dialect.batches(), throttle.replicas());
        if (!throttle.replicas().isEmpty() && dialect.batches().replicaStatus().isEmpty()) {
            throw BackfillMessages.noThrottle(backfill.name(), dialect.name(), "replicas")
                    .exception();
        }
        Object lag = throttle.replicas().isEmpty() ? throttle.replicaLag() : null;
        if (lag != null && !dialect.batches().replicaStatus().isEmpty()) {
            throw BackfillMessages.replicasNotNamed(backfill.name(), dialect.name())
                    .exception();
        }
        this.lagQuery = query(lag, dialect.batches().replicaLag(), backfill, dialect, "maxReplicaLag");
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
        String behind = replicaReason(connection);
        if (behind != null) {
            return behind;
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

    private @Nullable String replicaReason(Connection connection) throws SQLException {
        if (throttle.replicaLag() == null) {
            return null;
        }
        BigDecimal most = BigDecimal.valueOf(throttle.replicaLag().toMillis()).movePointLeft(3);
        if (!throttle.replicas().isEmpty()) {
            return replicas.reason(most);
        }
        BigDecimal seconds = value(connection, lagQuery);
        return seconds.compareTo(most) > 0 ? BackfillMessages.waitsForReplica(seconds.toPlainString()) : null;
    }

    @Override
    public void close() {
        replicas.close();
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
