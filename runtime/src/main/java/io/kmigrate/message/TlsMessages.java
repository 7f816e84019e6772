package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Problem;
import org.apiguardian.api.API;

/** Connections that could not be encrypted as their URL asks. */
@API(status = INTERNAL, since = "0.1")
public final class TlsMessages {
    private TlsMessages() {}

    /** Why, and what to do. */
    public record Reason(String text, String fix) {}

    /** {@code masked}: the URL without its password. */
    public static Problem failed(String masked, String reason, String fix) {
        return Problem.of(ErrorCode.TLS_FAILED, "cannot connect to %s by TLS: %s".formatted(masked, reason), fix);
    }

    public static Reason notOffered() {
        return new Reason(
                "the server does not offer it",
                "turn TLS on at the server, or ask for none in the URL where the network is trusted");
    }

    public static Reason needed() {
        return new Reason(
                "the server refuses connections without it",
                "ask for it in the URL: sslmode=verify-full (PostgreSQL, MariaDB), sslMode=VERIFY_IDENTITY (MySQL)");
    }

    public static Reason otherHost() {
        return new Reason(
                "the server's certificate is for another host",
                "write the host in the URL as the certificate names it, or give the server a certificate for this host");
    }

    public static Reason expired() {
        return new Reason("the server's certificate has expired", "renew the certificate of the server");
    }

    public static Reason unknownAuthority() {
        return new Reason(
                "no authority that this machine trusts has signed the server's certificate",
                "name the certificate of its authority in the URL: sslrootcert (PostgreSQL), serverSslCert (MariaDB)");
    }

    /** {@code reason}: as the driver says it. */
    public static Reason unreadableFile(String reason) {
        return new Reason("a certificate or key cannot be read: " + reason, "correct its path in the URL");
    }

    /** {@code reason}: as the driver says it. */
    public static Reason other(String reason) {
        return new Reason(reason, "check the parameters for TLS in the URL, and the protocols that the server offers");
    }
}
