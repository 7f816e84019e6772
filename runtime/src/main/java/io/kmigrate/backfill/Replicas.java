package io.kmigrate.backfill;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.DatabaseUrl;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.BackfillMessages;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Replicas that are asked by themselves how far they are behind. A connection to each is kept until {@link #close}. One
 * that cannot be reached at first is an error; one that is lost later may only be restarting, so it is waited for.
 */
final class Replicas implements AutoCloseable {
    private final String backfill;
    private final BatchSql sql;
    private final List<String> urls;
    private final Map<String, Connection> open = new LinkedHashMap<>();
    private boolean wereThere;

    Replicas(String backfill, BatchSql sql, List<String> urls) {
        this.backfill = backfill;
        this.sql = sql;
        this.urls = urls;
    }

    /** Why they are to be waited for; null where each is near enough. */
    @Nullable
    String reason(BigDecimal mostSeconds) throws SQLException {
        for (String url : urls) {
            String reason = reason(url, mostSeconds);
            if (reason != null) {
                return reason;
            }
        }
        wereThere = true;
        return null;
    }

    private @Nullable String reason(String url, BigDecimal most) throws SQLException {
        try {
            Connection connection = connection(url);
            Optional<BigDecimal> seconds = seconds(connection);
            return seconds.isEmpty()
                    ? BackfillMessages.waitsForStandingReplica()
                    : seconds.get().compareTo(most) > 0
                            ? BackfillMessages.waitsForReplica(seconds.get().toPlainString())
                            : null;
        } catch (SQLException lost) {
            forget(url);
            if (!wereThere) {
                throw lost;
            }
            return BackfillMessages.waitsForLostReplica();
        }
    }

    private Connection connection(String url) throws SQLException {
        Connection found = open.get(url);
        if (found != null) {
            return found;
        }
        try {
            DataSource source = DatabaseUrl.parse(url).dataSource();
            Connection opened = source.getConnection();
            open.put(url, opened);
            return opened;
        } catch (MigrationException unreachable) {
            if (wereThere) {
                throw new SQLException(unreachable);
            }
            throw unreachable;
        }
    }

    /** Empty where the replica stands still. */
    private Optional<BigDecimal> seconds(Connection connection) throws SQLException {
        SQLException unknown = null;
        for (String query : sql.replicaStatus()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                if (!row.next()) {
                    throw BackfillMessages.noReplica(backfill).exception();
                }
                return Optional.ofNullable(row.getBigDecimal(column(row.getMetaData())));
            } catch (SQLException failed) {
                unknown = failed;
            }
        }
        throw unknown == null ? new SQLException("nothing tells the lag of a replica") : unknown;
    }

    private static int column(ResultSetMetaData columns) throws SQLException {
        for (int place = 1; place <= columns.getColumnCount(); place++) {
            String name = columns.getColumnLabel(place);
            if (BatchSql.REPLICA_LAG_COLUMNS.stream().anyMatch(name::equalsIgnoreCase)) {
                return place;
            }
        }
        throw new SQLException("the status of a replica has no column for its lag");
    }

    private void forget(String url) {
        try {
            Connection lost = open.remove(url);
            if (lost != null) {
                lost.close();
            }
        } catch (SQLException broken) {
            // It is of no use any more.
        }
    }

    @Override
    public void close() {
        List.copyOf(open.keySet()).forEach(this::forget);
    }
}
