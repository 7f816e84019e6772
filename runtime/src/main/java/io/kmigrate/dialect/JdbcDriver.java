package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * How one kind of database is reached over JDBC: which driver, which URLs, and what its failures mean. To implement:
 *
 * <ol>
 *   <li>For a server with URLs such as {@code acme://user:password@host:port/database}, extend {@link ServerDriver}.
 *       For a database in a file, implement this interface.
 *   <li>Name the driver in {@link #subprotocol}, {@link #className} and {@link #artifact}.
 *   <li>Override {@link #masked} and {@link #secrets} where a password can stand in a URL in a way of its own.
 *   <li>Override {@link #file} where connecting would create a file.
 *   <li>Override {@link #advice} for codes of failures that are not standard SQLSTATEs.
 * </ol>
 *
 * <p>Loads no class of the driver. Stateless and thread-safe.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface JdbcDriver {
    /** What follows {@code jdbc:} in a URL, such as {@code postgresql}. */
    String subprotocol();

    /** The driver's class: it is loaded by its name, so that no other driver is. */
    String className();

    /** Group and name of the driver in a Maven repository, for the failure that it is missing. */
    String artifact();

    /** How a URL may begin that does not begin with {@code jdbc:}, in lower case. */
    default List<String> schemes() {
        return List.of(subprotocol());
    }

    /** Whether a JDBC URL is for this kind of database, through this driver or one that wraps it. */
    default boolean handles(String jdbcUrl) {
        return isFor(subprotocol(), jdbcUrl);
    }

    /**
     * Reads a URL that begins with one of {@link #schemes}.
     *
     * @param url the whole URL
     * @param rest what follows the first colon
     */
    default DatabaseUrl read(String url, String rest) {
        return DatabaseUrl.ofShort(this, rest);
    }

    /**
     * Reads a JDBC URL.
     *
     * @param address what follows {@code jdbc:} and the subprotocol
     */
    default DatabaseUrl readJdbc(String url, String address) {
        return DatabaseUrl.ofJdbc(this, address);
    }

    /**
     * A JDBC URL as it may be shown. All that cannot be told from a user or a password must go.
     *
     * @param withoutParameters the URL up to its first parameter
     */
    default String masked(String withoutParameters) {
        return PasswordMask.withoutLogin(withoutParameters);
    }

    /**
     * Passwords that stand in a JDBC URL in a way of this driver's own, and neither in {@code user:password@} nor in a
     * parameter. In every reading, if there are several.
     */
    default Set<String> secrets(String jdbcUrl) {
        return Set.of();
    }

    /** The file that the driver would create; empty where there is none, or where it is not known. */
    default Optional<Path> file(String jdbcUrl) {
        return Optional.empty();
    }

    /** The same URL where a relative path begins in {@code folder}. */
    default String inFolder(String jdbcUrl, Path folder) {
        return jdbcUrl;
    }

    /** True where a server is asked, so that connecting creates nothing. */
    default boolean isServer() {
        return false;
    }

    /** Properties of the connection that we ask for unless the URL says otherwise. */
    default Map<String, String> settings(String jdbcUrl) {
        return Map.of();
    }

    /**
     * Properties that stand until the login is over, unless the URL says otherwise: how long its answers may take. After
     * it, {@link java.sql.Connection#setNetworkTimeout} takes the limit away, because statements may run for hours.
     */
    default Map<String, String> loginSettings(String jdbcUrl) {
        return Map.of();
    }

    /** Drivers that reach the same database, for where this one is missing. */
    default List<JdbcDriver> substitutes() {
        return List.of();
    }

    /** Whether connecting failed for a moment only, and is worth another try at once. */
    default boolean isPassing(String jdbcUrl, SQLException failure) {
        return false;
    }

    /** A URL that makes the driver load all it needs, and leads to no database that anybody has; empty for none. */
    default Optional<String> loadingUrl() {
        return Optional.empty();
    }

    /** The reason why the driver could not load what it needs; empty for any other failure. */
    default Optional<Throwable> loadFailure(SQLException failure) {
        return Optional.empty();
    }

    /** What to do about a connection that the database refused; empty where the SQLSTATE says enough. */
    default Optional<String> advice(SQLException failure) {
        return Optional.empty();
    }

    /** The database's own message, without what the driver puts before it. */
    default String databaseMessage(String message) {
        return message;
    }

    /** Whether a JDBC URL names a driver, alone or behind another: {@code jdbc:aws-wrapper:postgresql:}. */
    static boolean isFor(String subprotocol, String jdbcUrl) {
        String quoted = Pattern.quote(subprotocol);
        return Pattern.compile("jdbc:(?:[\\w-]+:)?" + quoted + ":")
                .matcher(jdbcUrl)
                .lookingAt();
    }
}
