package io.kmigrate.dialect;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.DatabaseMessages;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who enters it. A value; {@code toString} is for people and never holds a
 * password, in whichever spelling it was given.
 */
public final class DatabaseUrl {
    private final String jdbcUrl;
    private final @Nullable String user;
    private final @Nullable String password;
    private final String shownScheme;
    private final String shownAddress;
    private final @Nullable String reachedAt;

    private DatabaseUrl(
            String jdbcUrl,
            @Nullable String user,
            @Nullable String password,
            String shownScheme,
            String shownAddress,
            @Nullable String reachedAt) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
        this.shownScheme = shownScheme;
        this.shownAddress = shownAddress;
        this.reachedAt = reachedAt;
    }

    /**
     * Reads {@code jdbc:…}, {@code postgresql://user:password@host:port/database?parameters}, the same with
     * {@code postgres}, {@code mysql}, {@code mariadb}, {@code sqlserver} or, with a service for the database,
     * {@code oracle}, {@code sqlite:path}, and SQLAlchemy's spellings: {@code postgresql+psycopg://…},
     * {@code mssql+pyodbc://…}, {@code sqlite:///relative}, {@code sqlite:////absolute}. User and password are
     * percent-decoded.
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
        return switch (kind) {
            case "postgresql", "postgres" -> server(url, KnownDriver.POSTGRESQL, rest);
            case "mysql" -> server(url, KnownDriver.MYSQL, rest);
            case "mariadb" -> server(url, KnownDriver.MARIADB, rest);
            case "sqlserver", "mssql" -> sqlserver(url, rest);
            case "oracle" -> oracle(url, rest);
            case "sqlite", "sqlite3" -> file(rest);
            case "" -> throw malformed(url, "it names no kind of database");
            default -> throw malformed(url, "no database is called \"" + kind + "\"");
        };
    }

    private static DatabaseUrl jdbc(String url, String rest) {
        int colon = rest.indexOf(':');
        if (colon <= 0) {
            throw malformed(url, "the name of a driver does not follow \"jdbc:\"");
        }
        String subprotocol = rest.substring(0, colon).toLowerCase(Locale.ROOT);
        String address = rest.substring(colon + 1);
        String canonical = "jdbc:" + subprotocol + ":" + address;
        Optional<KnownDriver> driver =
                KnownDriver.of(subprotocol).filter(known -> known.hasServerAddress() && address.startsWith("//"));
        // The drivers of MySQL have more ways to spell hosts than we can read; they are left to them.
        boolean readable = driver.isPresent()
                && (driver.get() == KnownDriver.POSTGRESQL
                        || ServerAddress.parse(address)
                                .filter(parsed -> address.indexOf('@') == address.lastIndexOf('@'))
                                .isPresent());
        return readable
                ? server(canonical, driver.get(), address)
                : new DatabaseUrl(canonical, null, null, "", PasswordMask.url(canonical), null);
    }

    private static DatabaseUrl server(String url, KnownDriver driver, String rest) {
        ServerAddress address = address(url, rest);
        String parameters = url.startsWith("jdbc:") ? address.parameters() : jdbcParameters(address.parameters());
        return server(
                address, driver, "//" + address.hosts() + "/" + address.database() + parameters, driver.defaultPort());
    }

    private static MigrationException malformed(String url, String why) {
        return DatabaseMessages.badUrl(PasswordMask.url(url), why).exception();
    }

    private static ServerAddress address(String url, String rest) {
        return ServerAddress.parse(rest)
                .orElseThrow(() -> malformed(url, "its host and port cannot be told apart"));
    }

    private static DatabaseUrl server(ServerAddress address, KnownDriver driver, String driverAddress, int port) {
        return new DatabaseUrl(
                "jdbc:" + driver.subprotocol() + ":" + driverAddress,
                address.user(),
                address.password(),
                driver.subprotocol() + "://",
                address.shown(),
                address.reachedAt(port));
    }

    /** Its driver wants all but the host as properties; braces around a value keep what would end it. */
    private static DatabaseUrl sqlserver(String url, String rest) {
        ServerAddress address = address(url, rest);
        String database = ServerAddress.percentDecoded(address.database());
        String properties = database.isEmpty() ? "" : ";databaseName={" + database.replace("}", "}}") + "}";
        if (!address.parameters().isEmpty()) {
            properties += ";" + address.parameters().substring(1).replace('&', ';');
        }
        return server(address, KnownDriver.SQLSERVER, "//" + address.hosts() + properties, 1433);
    }

    private static DatabaseUrl oracle(String url, String rest) {
        ServerAddress address = address(url, rest);
        String location = "//" + address.hosts() + "/" + address.database() + address.parameters();
        return server(address, KnownDriver.ORACLE, "thin:@" + location, 1521);
    }

    /** Those parameters that libpq and pgjdbc spell differently; the rest is the same. */
    private static String jdbcParameters(String parameters) {
        return parameters
                .replaceFirst("([?&])application_name=", "$1ApplicationName=")
                .replaceFirst("([?&])connect_timeout=", "$1connectTimeout=")
                .replaceFirst("([?&])channel_binding=", "$1channelBinding=");
    }

    private static DatabaseUrl file(String rest) {
        String path = rest.startsWith("///") ? rest.substring(3) : rest.startsWith("//") ? rest.substring(2) : rest;
        String jdbcUrl = "jdbc:sqlite:" + (path.isEmpty() ? ":memory:" : path);
        return new DatabaseUrl(
                jdbcUrl, null, null, "", PasswordMask.url(jdbcUrl).substring("jdbc:".length()), null);
    }

    /** The same database, entered as someone else. */
    public DatabaseUrl withCredentials(@Nullable String newUser, @Nullable String newPassword) {
        return new DatabaseUrl(jdbcUrl, newUser, newPassword, shownScheme, shownAddress, reachedAt);
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

    /** Opens a new connection at each call. Its failures are {@code MigrationException}s that name no password. */
    public DatabaseUrlSource dataSource() {
        return new DriverDataSource(this);
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
