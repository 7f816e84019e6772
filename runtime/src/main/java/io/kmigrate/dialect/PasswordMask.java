package io.kmigrate.dialect;

import io.kmigrate.failure.Causes;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps the passwords of one URL out of all that is shown: messages of drivers repeat URLs and properties. */
final class PasswordMask {
    private static final Pattern PARAMETER = Pattern.compile("[?;&(,]\\s*[\\w.%+-]+\\s*=");
    private static final Pattern SECRET = Pattern.compile(
            "(?i)[?;&(,]\\s*([\\w.%+-]*(?:passw(?:or)?d|pwd|passphrase|secret|token)[\\w.]*)\\s*=\\s*([^&;)]*)");
    private static final Pattern PLAIN_ADDRESS = Pattern.compile("[\\p{L}\\p{N}._~-]*(:\\d{1,5})?(/.*)?");

    private final String url;
    private final Set<String> secrets = new LinkedHashSet<>();

    PasswordMask(String url, @Nullable String password) {
        this.url = url;
        if (password != null) {
            secrets.add(password);
        }
        Matcher parameter = SECRET.matcher(url);
        while (parameter.find()) {
            secrets.add(parameter.group(2));
            secrets.add(ServerAddress.percentDecoded(parameter.group(2)));
        }
        secrets.remove("");
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

    /** {@code text} with this URL and its passwords masked. */
    String scrub(String text) {
        String result = text.replace(url, url(url));
        for (String secret : secrets) {
            result = secretPattern(secret).matcher(result).replaceAll("***");
        }
        return result;
    }

    /** Short passwords only as whole words: stars inside other words would tell more than they hide. */
    private static Pattern secretPattern(String secret) {
        String literal = Pattern.quote(secret);
        return Pattern.compile(secret.length() >= 8 ? literal : "(?<![\\p{L}\\p{N}])" + literal + "(?![\\p{L}\\p{N}])");
    }

    /** The failure itself when it gives nothing away, otherwise a copy that does not. */
    SQLException scrub(SQLException failure) {
        boolean leaks = false;
        for (Throwable cause : Causes.of(failure)) {
            String message = String.valueOf(Causes.message(cause));
            leaks |= !scrub(message).equals(message);
        }
        if (!leaks) {
            return failure;
        }
        SQLException copy = new SQLException(
                scrub(String.valueOf(failure.getMessage())), failure.getSQLState(), failure.getErrorCode());
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }
}
