package io.kmigrate.dialect;

import io.kmigrate.failure.Causes;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.DatabaseMessages;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A new connection at each call, no pool. Thread-safe. */
final class DriverDataSource implements DatabaseUrlSource {
    private static final Duration PASSING = Duration.ofSeconds(20);

    private final DatabaseUrl url;
    private volatile @Nullable Throwable firstFailure;

    DriverDataSource(DatabaseUrl url) {
        this.url = url;
    }

    @Override
    public Dialect dialect() {
        return Dialects.forUrl(url.jdbcUrl());
    }

    @Override
    public Connection getConnection() {
        Reached reached = reached();
        try {
            Connection connection = connect(reached);
            if (connection == null) {
                throw notAccepted();
            }
            return connection;
        } catch (SQLException failure) {
            Optional<Throwable> notLoaded = url.driver().flatMap(driver -> driver.loadFailure(failure));
            throw notLoaded.isPresent()
                    ? notLoaded(notLoaded.get())
                    : new ConnectionFailure(url, failure).toException();
        } catch (MigrationException known) {
            throw known;
        } catch (RuntimeException broken) {
            // Connector/J 9 throws at a percent sign without two hexadecimal digits, and its message repeats the URL.
            throw new ConnectionFailure(url, new SQLException(Causes.message(broken), broken)).toException();
        } catch (LinkageError broken) {
            throw notLoaded(broken);
        }
    }

    private MigrationException notAccepted() {
        return DatabaseMessages.badUrl(url.masked(), "its driver does not accept it")
                .exception();
    }

    /** Only the first attempt says why: the next ones find code that is half loaded. */
    private MigrationException notLoaded(Throwable cause) {
        Throwable first = firstFailure;
        Throwable told = first == null ? cause : first;
        return new MigrationException(
                DatabaseMessages.driverNotLoaded(url.masked(), String.valueOf(told.getMessage())), told);
    }

    private @Nullable Connection connect(Reached reached) throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                return unlimited(reached.driver().connect(reached.address(), properties()));
            } catch (SQLException failure) {
                boolean isPassing = url.driver()
                        .filter(driver -> driver.isPassing(reached.address(), failure))
                        .isPresent();
                if (!isPassing || System.nanoTime() - start > PASSING.toNanos()) {
                    throw failure;
                }
                pause(failure);
            }
        }
    }

    /** The limit for answers was for the login. */
    private @Nullable Connection unlimited(@Nullable Connection connection) throws SQLException {
        if (connection != null && !loginSettings().isEmpty()) {
            connection.setNetworkTimeout(Runnable::run, 0);
        }
        return connection;
    }

    private Map<String, String> loginSettings() {
        return url.driver().map(driver -> driver.loginSettings(url.jdbcUrl())).orElse(Map.of());
    }

    private static void pause(SQLException failure) throws SQLException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    @Override
    public Connection getConnection(String user, String password) {
        return new DriverDataSource(url.withCredentials(user, password)).getConnection();
    }

    /** A driver says no to a URL of its own that it cannot read, so one that is there must be told from none. */
    private Reached reached() {
        Optional<Driver> named = url.driver().flatMap(JdbcDrivers::load);
        if (named.filter(this::accepts).isPresent()) {
            return new Reached(named.get(), url.jdbcUrl());
        }
        List<Driver> drivers = drivers();
        Optional<Driver> willing = drivers.stream().filter(this::accepts).findFirst();
        return willing.map(driver -> new Reached(driver, url.jdbcUrl()))
                .or(this::substitute)
                .orElseThrow(() -> {
                    String className = url.driver().map(JdbcDriver::className).orElse("");
                    boolean present = drivers.stream()
                            .anyMatch(driver -> driver.getClass().getName().equals(className));
                    return present
                            ? notAccepted()
                            : DatabaseMessages.noDriver(
                                            url.masked(),
                                            url.driver()
                                                    .map(JdbcDriver::artifact)
                                                    .orElse(null))
                                    .exception();
                });
    }

    /** Another driver for the same database, with the same address. */
    private Optional<Reached> substitute() {
        JdbcDriver missing = url.driver().orElse(null);
        if (missing == null) {
            return Optional.empty();
        }
        String address = url.jdbcUrl().substring(("jdbc:" + missing.subprotocol()).length());
        return missing.substitutes().stream()
                .flatMap(other -> JdbcDrivers.load(other).stream()
                        .map(driver -> new Reached(driver, "jdbc:" + other.subprotocol() + address)))
                .findFirst();
    }

    /** A driver, and the URL that it takes. */
    private record Reached(Driver driver, String address) {}

    /** Those of our class loader, then those that only the application's can see. */
    private static List<Driver> drivers() {
        return Stream.concat(
                        DriverManager.drivers(),
                        ServiceLoader.load(Driver.class).stream().map(ServiceLoader.Provider::get))
                .toList();
    }

    private boolean accepts(Driver driver) {
        try {
            return driver.acceptsURL(url.jdbcUrl());
        } catch (SQLException | RuntimeException unreadable) {
            // Connector/J throws what its decoder throws, also for URLs of other databases.
            return false;
        }
    }

    @Override
    public void prepare() {
        Thread loading = new Thread(this::load, "kmigrate-driver");
        loading.setDaemon(true);
        loading.start();
    }

    /** Some drivers load the rest of their code with the first connection to any database. */
    private void load() {
        try {
            Driver driver = reached().driver();
            String loadingUrl = url.driver().flatMap(JdbcDriver::loadingUrl).orElse("");
            if (!loadingUrl.isEmpty()) {
                driver.connect(loadingUrl, new Properties()).close();
            }
        } catch (SQLException failure) {
            firstFailure = failure.getCause();
        } catch (RuntimeException failure) {
            // The next connection meets it again, and reports it.
        } catch (LinkageError failure) {
            firstFailure = failure;
        }
    }

    @Override
    public boolean isThere() {
        return file().filter(Files::exists).isPresent()
                || url.driver().filter(JdbcDriver::isServer).isPresent();
    }

    @Override
    public Optional<Path> missingFile() {
        return file().filter(Files::notExists);
    }

    private Optional<Path> file() {
        return url.driver().flatMap(driver -> driver.file(url.jdbcUrl()));
    }

    @Override
    public String withoutPasswords(String text) {
        return new PasswordMask(url).scrub(text);
    }

    @Override
    public Set<String> secrets() {
        return url.secrets();
    }

    private Properties properties() {
        Properties properties = new Properties();
        url.driver().map(driver -> driver.settings(url.jdbcUrl())).ifPresent(properties::putAll);
        properties.putAll(loginSettings());
        if (url.user() != null) {
            properties.setProperty("user", url.user());
        }
        if (url.password() != null) {
            properties.setProperty("password", url.password());
        }
        return properties;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {}

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("give the driver's own timeout in the URL");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("this data source does not log");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("this data source is no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public String toString() {
        return url.masked();
    }
}
