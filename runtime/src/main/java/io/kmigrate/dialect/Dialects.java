package io.kmigrate.dialect;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.DatabaseMessages;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the dialect of a database among those on the class path. */
public final class Dialects {
    private Dialects() {}

    /**
     * The dialect for a JDBC URL, without connecting.
     *
     * @throws MigrationException when there is none
     */
    public static Dialect forUrl(String jdbcUrl) {
        return first(dialect -> dialect.handlesUrl(jdbcUrl), PasswordMask.url(jdbcUrl));
    }

    /**
     * The dialect for the database behind {@code connection}.
     *
     * @throws MigrationException when there is none
     */
    public static Dialect forConnection(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        List<Dialect> dialects = all();
        for (Dialect dialect : dialects) {
            if (dialect.handles(database)) {
                return dialect;
            }
        }
        throw unknown(database.getDatabaseProductName(), dialects);
    }

    /**
     * The dialect called {@code name}, such as {@code postgresql}.
     *
     * @throws MigrationException when there is none
     */
    public static Dialect named(String name) {
        return first(dialect -> dialect.name().equals(name), "\"" + name + "\"");
    }

    /** All dialects in the order of their names; one that two class loaders see comes once. */
    public static List<Dialect> all() {
        Map<Class<?>, Dialect> found = new LinkedHashMap<>();
        Stream.concat(
                        ServiceLoader.load(Dialect.class, Dialect.class.getClassLoader()).stream(),
                        ServiceLoader.load(Dialect.class).stream())
                .forEach(provider -> found.computeIfAbsent(provider.type(), type -> provider.get()));
        return found.values().stream()
                .sorted(Comparator.comparing(Dialect::name))
                .toList();
    }

    private static Dialect first(Predicate<Dialect> wanted, String what) {
        List<Dialect> dialects = all();
        return dialects.stream().filter(wanted).findFirst().orElseThrow(() -> unknown(what, dialects));
    }

    private static MigrationException unknown(String what, List<Dialect> dialects) {
        return DatabaseMessages.unknownDialect(
                        what, dialects.stream().map(Dialect::name).toList())
                .exception();
    }
}
