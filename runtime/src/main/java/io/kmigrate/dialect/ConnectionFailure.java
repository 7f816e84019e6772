package io.kmigrate.dialect;

import io.kmigrate.failure.Causes;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.TlsMessages.Reason;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A driver that could not connect, put into words that are the same for every driver. */
final class ConnectionFailure {
    private final DatabaseUrl url;
    private final SQLException failure;
    private final PasswordMask mask;

    ConnectionFailure(DatabaseUrl url, SQLException failure) {
        this.url = url;
        this.failure = failure;
        this.mask = new PasswordMask(url);
    }

    MigrationException toException() {
        IOException network = network();
        SQLException cause = mask.scrub(failure);
        Optional<Reason> tls = driverAdvice().isPresent() ? Optional.empty() : TlsFailure.of(failure);
        if (tls.isPresent()) {
            Reason reason = new Reason(mask.scrub(tls.get().text()), tls.get().fix());
            return DatabaseUnreachableException.notEncrypted(url, reason, cause);
        }
        boolean isSilent = network != null || isConnectionState(failure.getSQLState());
        return isSilent && driverAdvice().isEmpty()
                ? DatabaseUnreachableException.unreachable(url, reason(network), cause)
                : DatabaseUnreachableException.refused(url, databaseMessage(), advice(), cause);
    }

    /** Class 08 is the connection; 08004 in it is a server that answered and said no. */
    private static boolean isConnectionState(@Nullable String state) {
        return state != null && state.startsWith("08") && !state.equals("08004");
    }

    private @Nullable IOException network() {
        IOException found = null;
        for (Throwable cause : Causes.of(failure.getCause())) {
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

    /** The database's message in one line. */
    private String databaseMessage() {
        String message = failure.getMessage() == null ? "no reason given" : failure.getMessage();
        String scrubbed = mask.scrub(message.strip());
        return JdbcDrivers.ofUrl(url.jdbcUrl())
                .map(driver -> driver.databaseMessage(scrubbed))
                .orElse(scrubbed)
                .replaceAll("\\s*\\R\\s*", "; ");
    }

    private String advice() {
        return driverAdvice().orElseGet(this::standardAdvice);
    }

    private Optional<String> driverAdvice() {
        return JdbcDrivers.ofUrl(url.jdbcUrl()).flatMap(driver -> driver.advice(failure));
    }

    private String standardAdvice() {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "28000", "08004" -> "check user and password";
            case "3D000" -> "create the database, or correct its name in the URL";
            default -> "check user, password and database in the URL";
        };
    }
}
