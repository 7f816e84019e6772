package io.kmigrate.dialect;

import java.sql.Driver;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds drivers among those of the dialects. A JDBC URL of any other driver works too. */
final class JdbcDrivers {
    private JdbcDrivers() {}

    /** The driver of {@code postgresql://…} and so on. */
    static Optional<JdbcDriver> ofScheme(String scheme) {
        return first(driver -> driver.schemes().contains(scheme));
    }

    /** The driver of {@code jdbc:postgresql:…} and so on. */
    static Optional<JdbcDriver> ofSubprotocol(String subprotocol) {
        return first(driver -> driver.subprotocol().equals(subprotocol));
    }

    /** The driver that a JDBC URL is for, maybe through another that wraps it. */
    static Optional<JdbcDriver> ofUrl(String url) {
        if (!url.regionMatches(true, 0, "jdbc:", 0, "jdbc:".length())) {
            return Optional.empty();
        }
        String lower = url.toLowerCase(Locale.ROOT);
        return first(driver -> driver.handles(lower));
    }

    private static Optional<JdbcDriver> first(Predicate<JdbcDriver> wanted) {
        return Dialects.inOrder().stream().map(Dialect::driver).filter(wanted).findFirst();
    }

    /** This driver alone: asking DriverManager would load every driver there is. */
    static Optional<Driver> load(JdbcDriver driver) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try {
            Class<?> type = Class.forName(
                    driver.className(),
                    true,
                    application == null ? driver.getClass().getClassLoader() : application);
            return Optional.of((Driver) type.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError notHere) {
            return Optional.empty();
        }
    }
}
