package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** The version of a database's server, or of its library. */
@API(status = EXPERIMENTAL, since = "0.1")
public record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,5})(?:\\.(\\d{1,5}))?(?:\\.(\\d{1,5}))?");

    public static ServerVersion of(int major) {
        return new ServerVersion(major, 0, 0);
    }

    /** One to three numbers at the beginning of a text: {@code 14}, {@code 8.0.29}, {@code 15.4 (Debian 15.4-1)}. */
    public static Optional<ServerVersion> parse(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.lookingAt()
                ? Optional.of(new ServerVersion(number(numbers, 1), number(numbers, 2), number(numbers, 3)))
                : Optional.empty();
    }

    private static int number(Matcher numbers, int group) {
        String digits = numbers.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** What a driver says of the server that it is connected to. */
    static ServerVersion of(DatabaseMetaData server) throws SQLException {
        int major = server.getDatabaseMajorVersion();
        int minor = server.getDatabaseMinorVersion();
        return parse(server.getDatabaseProductVersion())
                .filter(version -> version.major == major)
                .orElse(new ServerVersion(major, minor, 0));
    }

    public boolean isAtLeast(int wantedMajor) {
        return isAtLeast(wantedMajor, 0, 0);
    }

    public boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return isAtLeast(wantedMajor, wantedMinor, 0);
    }

    public boolean isAtLeast(int wantedMajor, int wantedMinor, int wantedPatch) {
        return compareTo(new ServerVersion(wantedMajor, wantedMinor, wantedPatch)) >= 0;
    }

    // By hand: the comparators of Java are lambdas that no archive of classes keeps.
    @Override
    public int compareTo(ServerVersion other) {
        if (major != other.major) {
            return Integer.compare(major, other.major);
        }
        return minor == other.minor ? Integer.compare(patch, other.patch) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return patch == 0 ? minor == 0 ? "" + major : major + "." + minor : major + "." + minor + "." + patch;
    }
}
