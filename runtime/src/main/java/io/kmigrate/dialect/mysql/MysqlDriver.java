package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.JdbcDriver;
import io.kmigrate.dialect.ServerAddress;
import io.kmigrate.dialect.ServerDriver;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Connector/J, or MariaDB's driver. */
final class MysqlDriver extends ServerDriver {
    /** ER_BAD_DB_ERROR, which has no SQLSTATE of its own. */
    private static final int UNKNOWN_DATABASE = 1049;

    private static final String LIMIT_MILLIS = "30000";
    private static final Pattern CONNECTION = Pattern.compile("\\(conn=\\d+\\) ");

    private final Product flavour;

    MysqlDriver(Product flavour) {
        super(3306);
        this.flavour = flavour;
    }

    @Override
    public String subprotocol() {
        return flavour.dialect();
    }

    @Override
    public String className() {
        return flavour == Product.MYSQL ? "com.mysql.cj.jdbc.Driver" : "org.mariadb.jdbc.Driver";
    }

    @Override
    public String artifact() {
        return flavour == Product.MYSQL ? "com.mysql:mysql-connector-j" : "org.mariadb.jdbc:mariadb-java-client";
    }

    /** There are more ways to spell hosts than we can read; they are left to the driver. */
    @Override
    protected boolean isReadable(String address) {
        return ServerAddress.parse(address).isPresent() && address.indexOf('@') == address.lastIndexOf('@');
    }

    @Override
    protected String location(ServerAddress address) {
        return address.withParameterNamed("connect_timeout", "connectTimeout").location();
    }

    /**
     * Both drivers ask the operating system for signs of life, which come after two hours where nobody says more. With
     * MariaDB's they come after half a minute. Its connections need them: while a statement runs, no other thread can
     * end one whose network is lost. MySQL's own driver leaves it to the operating system how long a server may take to
     * be reached.
     */
    @Override
    public Map<String, String> settings(String jdbcUrl) {
        Map<String, String> settings = new HashMap<>();
        if (!jdbcUrl.contains("connectTimeout")) {
            settings.put("connectTimeout", LIMIT_MILLIS);
        }
        if (flavour == Product.MARIADB && !jdbcUrl.contains("tcpKeep")) {
            settings.putAll(Map.of("tcpKeepIdle", "30", "tcpKeepInterval", "10", "tcpKeepCount", "3"));
        }
        return settings;
    }

    @Override
    public Map<String, String> loginSettings(String jdbcUrl) {
        return jdbcUrl.contains("socketTimeout") ? Map.of() : Map.of("socketTimeout", LIMIT_MILLIS);
    }

    /** MariaDB's driver speaks to MySQL too, and is there where MySQL's own may not be shipped. */
    @Override
    public List<JdbcDriver> substitutes() {
        return flavour == Product.MYSQL ? List.of(new MysqlDriver(Product.MARIADB)) : List.of();
    }

    @Override
    public Optional<String> advice(SQLException failure) {
        // caching_sha2_password hides the password behind TLS or the server's key. Each driver says so in words alone.
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("rsa public key") || message.contains("public key retrieval")) {
            return Optional.of(
                    "connect over TLS, or add `allowPublicKeyRetrieval=true` to the URL, with which the driver"
                            + " takes the server's key from the network as it is");
        }
        return failure.getErrorCode() == UNKNOWN_DATABASE
                ? Optional.of("create the database, or correct its name in the URL")
                : Optional.empty();
    }

    /** MariaDB's driver numbers its connections. Exposed has the driver's message behind words of its own. */
    @Override
    public String databaseMessage(String message) {
        return CONNECTION.matcher(message).replaceAll("");
    }
}
