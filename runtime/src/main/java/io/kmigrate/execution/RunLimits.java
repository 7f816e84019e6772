package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Secrets;
import io.kmigrate.operation.Limits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How a run behaves on a database that others use.
 *
 * @param statements limits of all statements, where a script gives none of its own
 * @param retries how often a revision that was rolled back as a whole starts again when others held a lock
 * @param pause before the first of these; it doubles each time
 * @param observers gives a second connection, to look who blocks the first
 * @param online when operations run in parts that let others work
 * @param secrets what neither messages nor the history may hold
 */
@API(status = INTERNAL, since = "0.1")
public record RunLimits(
        Limits statements, int retries, Duration pause, Observers observers, OnlineSettings online, Secrets secrets) {
    /** The database's own limits, and no second attempt. */
    public static final RunLimits NONE = new RunLimits(
            Limits.NONE,
            0,
            Duration.ZERO,
            () -> {
                throw new SQLException("no second connection");
            },
            OnlineSettings.STANDARD,
            Secrets.NONE);

    /** The source of a connection that the caller closes. */
    @FunctionalInterface
    public interface Observers {
        Connection open() throws SQLException;
    }
}
