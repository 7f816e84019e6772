package io.kmigrate.dialect;

import io.kmigrate.failure.HiddenCause;
import io.kmigrate.failure.Secrets;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps the passwords of one URL out of all that is shown: messages of drivers repeat URLs and properties. */
final class PasswordMask {
    private static final Pattern PARAMETER = Pattern.compile("[?;&(,]\\s*[\\w.%+-]+\\s*=");
    private static final Pattern PLAIN_ADDRESS = Pattern.compile("[\\p{L}\\p{N}._~-]*(:\\d{1,5})?(/.*)?");

    private final String url;
    private final Secrets secrets;

    PasswordMask(DatabaseUrl url) {
        this(url.jdbcUrl(), url.user(), url.password());
    }

    /** @param user a password that is the same hides nothing, and its stars would be in the way */
    PasswordMask(String url, @Nullable String user, @Nullable String password) {
        this.url = url;
        Set<String> all = UrlSecrets.of(url);
        if (password != null) {
            all.add(password);
        }
        all.remove(user == null ? "" : user);
        this.secrets = Secrets.of(all);
    }

    /**
     * A URL as it may be shown: no parameters, and nothing that stands before an {@code @}. What cannot be
     * told from a password goes too.
     */
    static String url(String url) {
        return url(url, JdbcDrivers.ofUrl(url).orElse(null));
    }

    static String url(String url, @Nullable JdbcDriver driver) {
        Matcher parameter = PARAMETER.matcher(url);
        String shown = parameter.find() ? url.substring(0, parameter.start()) : url;
        return driver == null ? withoutLogin(shown) : driver.masked(shown);
    }

    /** Without user and password where they stand behind two slashes. */
    static String withoutLogin(String shown) {
        int slashes = shown.indexOf("//");
        int start = slashes < 0 ? 0 : slashes + 2;
        String prefix = shown.substring(0, start);
        int at = shown.lastIndexOf('@');
        if (at >= start) {
            return prefix + beforeParameters(shown.substring(at + 1));
        }
        String address = beforeParameters(shown.substring(start));
        return slashes >= 0 && !PLAIN_ADDRESS.matcher(address).matches() ? prefix : prefix + address;
    }

    private static String beforeParameters(String address) {
        return address.split("[?;(]", 2)[0];
    }

    /** The passwords and other secrets of this URL. */
    Set<String> secrets() {
        return secrets.values();
    }

    /** {@code text} with this URL and its passwords masked. */
    String scrub(String text) {
        return secrets.hidden(text.replace(url, url(url)));
    }

    /** The failure itself when it gives nothing away, otherwise a copy that does not. */
    SQLException scrub(SQLException failure) {
        return HiddenCause.of(failure, this::scrub);
    }
}
