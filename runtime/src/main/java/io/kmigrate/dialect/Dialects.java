package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.DatabaseMessages;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Finds the dialect of a database among those on the class path. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Dialects {
    private static volatile @Nullable List<Dialect> ours;

    private Dialects() {}

    /**
     * The dialect for a JDBC URL, without connecting.
     *
     * @throws MigrationException when there is none
     */
    public static Dialect forUrl(String jdbcUrl) {
        return first(dialect -> dialect.driver().handles(jdbcUrl), PasswordMask.url(jdbcUrl));
    }

    /**
     * The dialect for the database behind {@code connection}.
     *
     * @throws MigrationException when there is none
     */
    public static Dialect forConnection(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        List<Dialect> dialects = inOrder();
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
        return found().sorted(Comparator.comparing(Dialect::name)).toList();
    }

    /** What a failure comes from, as far as the dialect of its driver can tell. Ours know their drivers apart. */
    static Optional<Problem> explanation(SQLException failure) {
        return found().sorted(((Comparator<Dialect>) Dialects::compareInOrder).reversed())
                .flatMap(dialect -> dialect.sessions().explanation(failure).stream())
                .findFirst();
    }

    /** All dialects in the order in which they are asked: one of somebody's own comes before ours. */
    static List<Dialect> inOrder() {
        return found().sorted(Dialects::compareInOrder).toList();
    }

    /** {@link Comparator#thenComparing} would do, but its lambdas can be serialized, and those no class archive keeps. */
    private static int compareInOrder(Dialect one, Dialect other) {
        int place = Boolean.compare(isOurs(one), isOurs(other));
        return place == 0 ? one.name().compareTo(other.name()) : place;
    }

    private static boolean isOurs(Dialect dialect) {
        return dialect.getClass().getName().startsWith(Dialect.class.getPackageName() + ".");
    }

    /** Those of our class loader, and those of the application's: the loader of the thread. */
    private static Stream<Dialect> found() {
        ClassLoader ours = Dialect.class.getClassLoader();
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        if (application == null || application == ours) {
            return ours().stream();
        }
        Map<Class<?>, Dialect> found = new LinkedHashMap<>();
        ours().forEach(dialect -> found.put(dialect.getClass(), dialect));
        ServiceLoader.load(Dialect.class, application).stream()
                .forEach(provider -> found.computeIfAbsent(provider.type(), type -> provider.get()));
        return found.values().stream();
    }

    /** Looked for once: it reads every jar. Those of another loader are not kept, which would keep its classes. */
    private static List<Dialect> ours() {
        List<Dialect> known = ours;
        if (known == null) {
            known = ServiceLoader.load(Dialect.class, Dialect.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
            ours = known;
        }
        return known;
    }

    private static Dialect first(Predicate<Dialect> wanted, String what) {
        List<Dialect> dialects = inOrder();
        return dialects.stream().filter(wanted).findFirst().orElseThrow(() -> unknown(what, dialects));
    }

    private static MigrationException unknown(String what, List<Dialect> dialects) {
        List<String> known = dialects.stream().map(Dialect::name).sorted().toList();
        return DatabaseMessages.unknownDialect(what, known).exception();
    }
}
