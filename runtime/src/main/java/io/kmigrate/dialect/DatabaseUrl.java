package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.DatabaseMessages;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who enters it. A value; {@code toString} is for people and never holds a
 * password, in every spelling.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class DatabaseUrl {
    private final @Nullable JdbcDriver driver;
    private final String jdbcUrl;
    private final @Nullable String user;
    private final @Nullable String password;
    private final String shownScheme;
    private final String shownAddress;
    private final @Nullable String reachedAt;

    private DatabaseUrl(
            @Nullable JdbcDriver driver,
            String jdbcUrl,
            @Nullable String user,
            @Nullable String password,
            String shownScheme,
            String shownAddress,
            @Nullable String reachedAt) {
        this.driver = driver;
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
        this.shownScheme = shownScheme;
        this.shownAddress = shownAddress;
        this.reachedAt = reachedAt;
    }

    /**
     * Reads {@code jdbc:…} and the shorter spellings that the dialects know, such as
     * {@code postgresql://user:password@host:port/database?parameters} and {@code sqlite:path}. SQLAlchemy's
     * spellings name a driver behind a plus sign, which is not heeded: {@code postgresql+psycopg://…}. User and
     * password are percent-decoded.
     *
     * @throws MigrationException when there is none, or it is none of these
     */
    public static DatabaseUrl parse(@Nullable String text) {
        String url = text == null ? "" : text.strip();
        if (url.isEmpty()) {
            throw DatabaseMessages.noUrl().exception();
        }
        int colon = url.indexOf(':');
        String scheme = url.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        String rest = url.substring(colon + 1);
        if (scheme.equals("jdbc")) {
            return jdbc(url, rest);
        }
        String kind = scheme.contains("+") ? scheme.substring(0, scheme.indexOf('+')) : scheme;
        return JdbcDrivers.ofScheme(kind)
                .map(driver -> driver.read(url, rest))
                .orElseThrow(() -> malformed(
                        url,
                        kind.isEmpty() ? "it names no kind of database" : "no database is called \"" + kind + "\""));
    }

    /** The refusal of a URL by its driver, which does not show the password. */
    public static MigrationException refused(String url, String why) {
        return malformed(url, why);
    }

    static MigrationException malformed(String url, String why) {
        return DatabaseMessages.badUrl(PasswordMask.url(url), why).exception();
    }

    private static DatabaseUrl jdbc(String url, String rest) {
        int colon = rest.indexOf(':');
        if (colon <= 0) {
            throw malformed(url, "the name of a driver does not follow \"jdbc:\"");
        }
        String subprotocol = rest.substring(0, colon).toLowerCase(Locale.ROOT);
        String address = rest.substring(colon + 1);
        String canonical = "jdbc:" + subprotocol + ":" + address;
        return JdbcDrivers.ofSubprotocol(subprotocol)
                .map(driver -> driver.readJdbc(canonical, address))
                .orElseGet(() -> new DatabaseUrl(null, canonical, null, null, "", PasswordMask.url(canonical), null));
    }

    /** A JDBC URL that is left to its driver. */
    static DatabaseUrl ofJdbc(JdbcDriver driver, String address) {
        String jdbcUrl = "jdbc:" + driver.subprotocol() + ":" + address;
        return new DatabaseUrl(driver, jdbcUrl, null, null, "", PasswordMask.url(jdbcUrl, driver), null);
    }

    /** The same, shown without {@code jdbc:}. */
    public static DatabaseUrl ofShort(JdbcDriver driver, String address) {
        String jdbcUrl = "jdbc:" + driver.subprotocol() + ":" + address;
        String shown = PasswordMask.url(jdbcUrl, driver).substring("jdbc:".length());
        return new DatabaseUrl(driver, jdbcUrl, null, null, "", shown, null);
    }

    /** The database of a server, whose user and password are given to the driver apart from the URL. */
    static DatabaseUrl ofServer(JdbcDriver driver, ServerAddress address, String location, int defaultPort) {
        return new DatabaseUrl(
                driver,
                "jdbc:" + driver.subprotocol() + ":" + location,
                address.user(),
                address.password(),
                driver.subprotocol() + "://",
                address.shown(),
                address.reachedAt(defaultPort));
    }

    /** A URL whose file, if its path is relative, is looked for in {@code folder}. Any other URL is left as it is. */
    public static String inFolder(String text, Path folder) {
        try {
            DatabaseUrl url = parse(text);
            String moved = url.driver == null ? url.jdbcUrl : url.driver.inFolder(url.jdbcUrl, folder);
            return moved.equals(url.jdbcUrl) ? text : moved;
        } catch (MigrationException unreadable) {
            return text;
        }
    }

    /** The same database, entered as someone else. */
    public DatabaseUrl withCredentials(@Nullable String newUser, @Nullable String newPassword) {
        return new DatabaseUrl(driver, jdbcUrl, newUser, newPassword, shownScheme, shownAddress, reachedAt);
    }

    /** For the driver. Parameters are as given, and may hold a password: show {@link #masked} instead. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** From {@code user:password@}, decoded; null when the URL names none there. */
    public @Nullable String user() {
        return user;
    }

    /** From {@code user:password@}, decoded; null when the URL gives none there. */
    public @Nullable String password() {
        return password;
    }

    /** Scheme, user, host and database, for messages: {@code postgresql://app@db.example:5432/shop}. */
    public String masked() {
        return shownScheme + (user == null || shownScheme.isEmpty() ? "" : user + "@") + shownAddress;
    }

    /** The passwords and other secrets that the URL holds, in all their spellings; but none that is the user's name. */
    public Set<String> secrets() {
        return new PasswordMask(this).secrets();
    }

    /** The same of a text that may be no URL that can be read. */
    public static Set<String> secrets(String url) {
        return UrlSecrets.of(url);
    }

    /** Opens a new connection at each call. Its failures are {@code MigrationException}s that name no password. */
    public DatabaseUrlSource dataSource() {
        return new DriverDataSource(this);
    }

    /** Whether a server is asked; not known, and true, where no dialect knows the driver. */
    public boolean isServer() {
        return driver == null || driver.isServer();
    }

    /** The driver that the URL names, if a dialect knows it. */
    Optional<JdbcDriver> driver() {
        return Optional.ofNullable(driver);
    }

    /** Host and port in full, for messages; null where the URL does not show them. */
    @Nullable
    String reachedAt() {
        return reachedAt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DatabaseUrl url
                && jdbcUrl.equals(url.jdbcUrl)
                && Objects.equals(user, url.user)
                && Objects.equals(password, url.password);
    }

    @Override
    public int hashCode() {
        return Objects.hash(jdbcUrl, user, password);
    }

    @Override
    public String toString() {
        return masked();
    }
}
