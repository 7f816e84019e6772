package io.kmigrate.dialect;

import java.sql.Driver;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** JDBC drivers we can name when they are missing. A URL of any other driver works too. */
enum KnownDriver {
    POSTGRESQL("postgresql", "org.postgresql:postgresql", "org.postgresql.Driver", 5432, "ApplicationName=kmigrate"),
    MYSQL("mysql", "com.mysql:mysql-connector-j", "com.mysql.cj.jdbc.Driver", 3306, ""),
    MARIADB("mariadb", "org.mariadb.jdbc:mariadb-java-client", "org.mariadb.jdbc.Driver", 3306, ""),
    SQLITE("sqlite", "org.xerial:sqlite-jdbc", "org.sqlite.JDBC", 0, ""),
    H2("h2", "com.h2database:h2", "org.h2.Driver", 0, "CASE_INSENSITIVE_IDENTIFIERS=TRUE"),
    SQLSERVER("sqlserver", "com.microsoft.sqlserver:mssql-jdbc", "com.microsoft.sqlserver.jdbc.SQLServerDriver", 0, ""),
    ORACLE("oracle", "com.oracle.database.jdbc:ojdbc11", "oracle.jdbc.OracleDriver", 0, "");

    /** H2 takes no setting twice, and not both of two that contradict each other. */
    private static final Pattern CASE_OF_NAMES =
            Pattern.compile("(?i);(CASE_INSENSITIVE_IDENTIFIERS|DATABASE_TO_(UPPER|LOWER))=");

    private final String subprotocol;
    private final String artifact;
    private final String className;
    private final int defaultPort;
    private final String setting;

    KnownDriver(String subprotocol, String artifact, String className, int defaultPort, String setting) {
        this.subprotocol = subprotocol;
        this.artifact = artifact;
        this.className = className;
        this.defaultPort = defaultPort;
        this.setting = setting;
    }

    static Optional<KnownDriver> of(String subprotocol) {
        return Arrays.stream(values())
                .filter(driver -> driver.subprotocol.equals(subprotocol))
                .findFirst();
    }

    /** The driver of {@code jdbc:postgresql:…} and so on. */
    static Optional<KnownDriver> ofUrl(String jdbcUrl) {
        return Arrays.stream(values())
                .filter(driver -> jdbcUrl.startsWith("jdbc:" + driver.subprotocol + ":"))
                .findFirst();
    }

    /** MariaDB's driver speaks to MySQL too, and is there where MySQL's own may not be shipped. */
    static Optional<Driver> standIn(String jdbcUrl) {
        return ofUrl(jdbcUrl).filter(driver -> driver == MYSQL).flatMap(driver -> MARIADB.load());
    }

    /** The same address for the driver that stands in. */
    static String mariadbUrl(String jdbcUrl) {
        return jdbcUrl.replaceFirst("^jdbc:mysql:", "jdbc:mariadb:");
    }

    /** True where {@code //user:password@host:port/database} follows the name. */
    boolean hasServerAddress() {
        return defaultPort != 0;
    }

    String subprotocol() {
        return subprotocol;
    }

    /** Group and name in Maven Central. */
    String artifact() {
        return artifact;
    }

    /** This driver alone: asking DriverManager would load every driver there is. */
    Optional<Driver> load() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try {
            Class<?> type = Class.forName(
                    className, true, application == null ? KnownDriver.class.getClassLoader() : application);
            return Optional.of((Driver) type.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError notHere) {
            return Optional.empty();
        }
    }

    String className() {
        return className;
    }

    /** 0 where the URL has no host that we can read. */
    int defaultPort() {
        return defaultPort;
    }

    /**
     * What we ask of a connection unless the URL says otherwise. On PostgreSQL that is the name that
     * administrators see. On H2 it is that names without quotes are found whatever their case: they would
     * become capitals there, and find nothing of what we made.
     */
    Map<String, String> settings(String jdbcUrl) {
        if (setting.isEmpty() || CASE_OF_NAMES.matcher(jdbcUrl).find()) {
            return Map.of();
        }
        int equals = setting.indexOf('=');
        return Map.of(setting.substring(0, equals), setting.substring(equals + 1));
    }
}
