package io.kmigrate.dialect;

import io.kmigrate.failure.MigrationException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A driver that could not connect, put into words that are the same for every driver. */
final class ConnectionFailure {
    /** MySQL and MariaDB have no state for it. */
    private static final int MYSQL_UNKNOWN_DATABASE = 1049;

    private final DatabaseUrl url;
    private final SQLException failure;
    private final PasswordMask mask;

    ConnectionFailure(DatabaseUrl url, SQLException failure) {
        this.url = url;
        this.failure = failure;
        this.mask = new PasswordMask(url.jdbcUrl(), url.password());
    }

    MigrationException toException() {
        IOException network = network();
        SQLException cause = mask.scrub(failure);
        return network != null || isConnectionState(failure.getSQLState())
                ? DatabaseUnreachableException.unreachable(url, reason(network), cause)
                : DatabaseUnreachableException.refused(url, databaseMessage(), advice(), cause);
    }

    /** Class 08 is the connection; 08004 in it is a server that answered and said no. */
    private static boolean isConnectionState(@Nullable String state) {
        return state != null && state.startsWith("08") && !state.equals("08004");
    }

    private @Nullable IOException network() {
        IOException found = null;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            found = cause instanceof IOException problem ? problem : found;
        }
        return found;
    }

    private String reason(@Nullable IOException network) {
        if (network instanceof UnknownHostException) {
            return "there is no such host";
        }
        if (network instanceof SocketTimeoutException) {
            return "it did not answer in time";
        }
        String text = network == null ? null : network.getMessage();
        return text == null ? databaseMessage() : mask.scrub(text);
    }

    /** The driver's message in one line, without what PostgreSQL and MariaDB put before it. */
    private String databaseMessage() {
        String message = failure.getMessage() == null ? "no reason given" : failure.getMessage();
        return mask.scrub(message.strip())
                .replaceFirst("^(FATAL: |\\(conn=\\d+\\) )", "")
                .replaceAll("\\s*\\R\\s*", "; ");
    }

    private String advice() {
        if (failure.getErrorCode() == MYSQL_UNKNOWN_DATABASE) {
            return "create the database, or correct its name in the URL";
        }
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "28P01", "28000", "08004" -> "check user and password";
            case "3D000" -> "create the database, or correct its name in the URL";
            case "53300" -> "close connections that nothing uses, or raise the server's limit";
            case "90020" ->
                "close the process that has the file open, or open it with ;AUTO_SERVER=TRUE at the end of the URL in"
                        + " every process";
            case "90011" -> "write ./ before a path in the URL that begins in the current folder";
            case "57P03" -> "wait until the server has started, and run again";
            default -> "check user, password and database in the URL";
        };
    }
}
