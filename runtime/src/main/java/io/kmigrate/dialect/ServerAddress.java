package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The {@code //user:password@host:port/database?parameters} of a URL.
 *
 * @param user decoded
 * @param password decoded
 * @param hosts as written: one or several with their ports; empty for the driver's own choice
 * @param database as written
 * @param parameters as written, with the question mark; empty when there are none
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ServerAddress(
        @Nullable String user, @Nullable String password, String hosts, String database, String parameters) {
    private static final Pattern HOST = Pattern.compile("(\\[[\\p{XDigit}:.%\\w]+]|[\\p{L}\\p{N}._~-]*)(:(\\d{1,5}))?");

    /**
     * Reads what follows {@code scheme:}. Strict about the host, because a password with a raw {@code /} or
     * {@code ?} would otherwise be taken for one and shown.
     */
    public static Optional<ServerAddress> parse(String text) {
        if (!text.startsWith("//")) {
            return Optional.empty();
        }
        int end = firstOf(text, "/?;", 2);
        String authority = text.substring(2, end);
        int question = firstOf(text, "?;", end);
        String path = text.substring(end, question);
        int at = authority.lastIndexOf('@');
        String hosts = authority.substring(at + 1);
        if (!Arrays.stream(hosts.split(",", -1)).allMatch(ServerAddress::isHost)
                || hasMisplacedAt(path, text.substring(question))) {
            return Optional.empty();
        }
        String userInfo = at < 0 ? "" : authority.substring(0, at);
        int colon = userInfo.indexOf(':');
        return Optional.of(new ServerAddress(
                emptyToNull(percentDecoded(colon < 0 ? userInfo : userInfo.substring(0, colon))),
                colon < 0 ? null : emptyToNull(percentDecoded(userInfo.substring(colon + 1))),
                hosts,
                path.isEmpty() ? "" : path.substring(1),
                text.substring(question)));
    }

    private static boolean isHost(String text) {
        var matcher = HOST.matcher(text);
        return matcher.matches() && (matcher.group(3) == null || Integer.parseInt(matcher.group(3)) <= 65535);
    }

    /** An {@code @} that belongs to a password with a raw delimiter, not to a parameter's value. */
    private static boolean hasMisplacedAt(String path, String parameters) {
        int at = parameters.indexOf('@');
        int equals = parameters.indexOf('=');
        return path.indexOf('@') >= 0 || (at >= 0 && (equals < 0 || at < equals));
    }

    /** The address without user and password, as most drivers take it. */
    public String location() {
        return "//" + hosts + "/" + database + parameters;
    }

    /** The same address with a parameter under another name, where it has it. */
    public ServerAddress withParameterNamed(String name, String newName) {
        String renamed = parameters.replaceFirst("([?&])" + name + "=", "$1" + newName + "=");
        return new ServerAddress(user, password, hosts, database, renamed);
    }

    /** {@code host:port/database}: for people, with no parameters. */
    String shown() {
        return hosts + (database.isEmpty() ? "" : "/" + database);
    }

    /** {@code host:port} of each host, with the driver's defaults spelled out. */
    String reachedAt(int defaultPort) {
        return String.join(
                ", ",
                Arrays.stream(hosts.split(",", -1))
                        .map(host -> host.isEmpty() ? "localhost" : host)
                        .map(host -> host.matches(".*:\\d+") && !host.endsWith("]") ? host : host + ":" + defaultPort)
                        .toList());
    }

    private static int firstOf(String text, String delimiters, int from) {
        int index = from;
        while (index < text.length() && delimiters.indexOf(text.charAt(index)) < 0) {
            index++;
        }
        return index;
    }

    /** Decodes {@code %40}; a percent sign that starts no such pair, and a plus, stay as they are. */
    public static String percentDecoded(String text) {
        var bytes = new java.io.ByteArrayOutputStream();
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        for (int index = 0; index < encoded.length; index++) {
            int value = encoded[index] == '%' && index + 2 < encoded.length
                    ? hexPair(encoded[index + 1], encoded[index + 2])
                    : -1;
            bytes.write(value < 0 ? encoded[index] : value);
            index += value < 0 ? 0 : 2;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int hexPair(byte high, byte low) {
        int left = Character.digit(high, 16);
        int right = Character.digit(low, 16);
        return left < 0 || right < 0 ? -1 : left * 16 + right;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Never the password. */
    @Override
    public String toString() {
        return shown();
    }
}
