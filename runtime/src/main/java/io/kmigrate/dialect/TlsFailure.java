package io.kmigrate.dialect;

import io.kmigrate.failure.Causes;
import io.kmigrate.message.TlsMessages;
import io.kmigrate.message.TlsMessages.Reason;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Tells why a connection could not be encrypted. Drivers say some of it in words alone: pgjdbc 42, MariaDB's 3. */
final class TlsFailure {
    private static final Pattern NO_TLS = Pattern.compile(
            "does not support ssl|ssl not enabled in the server|does not support tls|unrecognized ssl message");
    private static final Pattern NEEDED =
            Pattern.compile("no pg_hba.conf entry.*no encryption|insecure transport|no pg_hba.conf entry.*ssl off");
    private static final Pattern OTHER_HOST = Pattern.compile(
            "hostname .* could not be verified|no name matching|no subject alternative|doesn't correspond to certificate");
    private static final Pattern FILE = Pattern.compile(
            "could not (open|read|load) (the )?ssl|ssl (root )?certificate file|ssl key file|failed to find servercert");

    private TlsFailure() {}

    /** Empty where encryption is not what failed. */
    static Optional<Reason> of(SQLException failure) {
        List<Throwable> causes = Causes.of(failure);
        String said = causes.stream()
                .map(cause -> String.valueOf(Causes.message(cause)))
                .reduce("", (all, one) -> all + "\n" + one)
                .toLowerCase(Locale.ROOT);
        if (NO_TLS.matcher(said).find()) {
            return Optional.of(TlsMessages.notOffered());
        }
        if (NEEDED.matcher(said).find()) {
            return Optional.of(TlsMessages.needed());
        }
        if (OTHER_HOST.matcher(said).find() || has(causes, SSLPeerUnverifiedException.class)) {
            return Optional.of(TlsMessages.otherHost());
        }
        if (has(causes, CertificateExpiredException.class)) {
            return Optional.of(TlsMessages.expired());
        }
        if (has(causes, CertPathBuilderException.class)
                || has(causes, CertPathValidatorException.class)
                || said.contains("pkix path")) {
            return Optional.of(TlsMessages.unknownAuthority());
        }
        if (FILE.matcher(said).find()) {
            return Optional.of(TlsMessages.unreadableFile(last(causes)));
        }
        return Causes.first(failure, SSLException.class).map(other -> TlsMessages.other(last(causes)));
    }

    private static boolean has(List<Throwable> causes, Class<?> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    private static String last(List<Throwable> causes) {
        return String.valueOf(Causes.message(causes.get(causes.size() - 1)));
    }
}
