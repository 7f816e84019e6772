package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.JdbcDriver;
import io.kmigrate.dialect.ServerAddress;
import io.kmigrate.dialect.ServerDriver;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** pgjdbc. */
final class PostgresDriver extends ServerDriver {
    PostgresDriver() {
        super(5432);
    }

    @Override
    public String subprotocol() {
        return "postgresql";
    }

    @Override
    public String className() {
        return "org.postgresql.Driver";
    }

    @Override
    public String artifact() {
        return "org.postgresql:postgresql";
    }

    @Override
    public List<String> schemes() {
        return List.of("postgresql", "postgres");
    }

    /** Also for pgjdbc-ng. */
    @Override
    public boolean handles(String jdbcUrl) {
        return super.handles(jdbcUrl) || JdbcDriver.isFor("pgsql", jdbcUrl);
    }

    @Override
    protected boolean isReadable(String address) {
        return true;
    }

    /** Those parameters that libpq and pgjdbc spell differently; the rest is the same. */
    @Override
    protected String location(ServerAddress address) {
        return address.withParameterNamed("application_name", "ApplicationName")
                .withParameterNamed("connect_timeout", "connectTimeout")
                .withParameterNamed("channel_binding", "channelBinding")
                .location();
    }

    /** The name that administrators see, and a sign of life where a statement runs for hours. */
    @Override
    public Map<String, String> settings(String jdbcUrl) {
        return Map.of("ApplicationName", "kmigrate", "tcpKeepAlive", "true");
    }

    /** In seconds. */
    @Override
    public Map<String, String> loginSettings(String jdbcUrl) {
        return jdbcUrl.contains("socketTimeout") ? Map.of() : Map.of("socketTimeout", "30");
    }

    @Override
    public Optional<String> advice(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            case "28P01" -> Optional.of("check user and password");
            case "53300" -> Optional.of("close connections that nothing uses, or raise the server's limit");
            case "08P01" -> Optional.of(refusalOfPool(String.valueOf(failure.getMessage())));
            case "57P03" -> Optional.of("wait until the server has started, and run again");
            default -> Optional.empty();
        };
    }

    /** PgBouncer has one code for all that it refuses at login, and the server's own refusals get it, too: 1.18. */
    private static String refusalOfPool(String message) {
        return message.contains("unsupported startup parameter")
                ? "add the parameter to ignore_startup_parameters of PgBouncer, or remove it from the URL"
                : "check user, password and database in the URL, and those that PgBouncer knows";
    }

    @Override
    public String databaseMessage(String message) {
        return message.replaceFirst("^FATAL: ", "");
    }
}
