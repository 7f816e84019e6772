package io.kmigrate.dialect;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
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
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A new connection at each call, no pool. Thread-safe. */
final class DriverDataSource implements DatabaseUrlSource {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final Pattern SHARED_H2 = Pattern.compile("(?i)^jdbc:h2:.*;AUTO_SERVER=TRUE");
    private static final Duration TAKEOVER = Duration.ofSeconds(20);

    private final DatabaseUrl url;
    private volatile @Nullable Throwable firstFailure;

    DriverDataSource(DatabaseUrl url) {
        this.url = url;
    }

    @Override
    public Connection getConnection() {
        Driver driver = driver();
        try {
            String address = accepts(driver) ? url.jdbcUrl() : KnownDriver.mariadbUrl(url.jdbcUrl());
            Connection connection = connect(driver, address);
            if (connection == null) {
                throw DatabaseMessages.badUrl(url.masked(), "its driver does not accept it").exception();
            }
            return connection;
        } catch (SQLException failure) {
            if (url.jdbcUrl().startsWith(SQLITE) && failure.getErrorCode() == 0 && failure.getCause() != null) {
                throw notLoaded(failure.getCause());
            }
            throw new ConnectionFailure(url, failure).toException();
        } catch (LinkageError broken) {
            throw notLoaded(broken);
        }
    }

    /** Only the first attempt says why: the next ones find code that is half loaded. */
    private MigrationException notLoaded(Throwable cause) {
        Throwable first = firstFailure;
        Throwable told = first == null ? cause : first;
        return new MigrationException(
                DatabaseMessages.driverNotLoaded(url.masked(), String.valueOf(told.getMessage())), told);
    }

    /** The first process that opens a shared file of H2 serves it to the others, who wait until it is ready. */
    private Connection connect(Driver driver, String address) throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                return driver.connect(address, properties());
            } catch (SQLException failure) {
                boolean isPassing = SHARED_H2.matcher(address).find() && isTakeover(failure);
                if (!isPassing || System.nanoTime() - start > TAKEOVER.toNanos()) {
                    throw failure;
                }
                pause(failure);
            }
        }
    }

    /**
     * That the file is in use (90020), its lock file is just being written (8000), or the connection to the
     * process that served it broke (90067): ErrorCode.
     */
    private static boolean isTakeover(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case 90020, 90067 -> true;
            case 8000 -> String.valueOf(failure.getMessage()).contains("ock file");
            default -> false;
        };
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
    private Driver driver() {
        Optional<Driver> named = KnownDriver.ofUrl(url.jdbcUrl()).flatMap(KnownDriver::load);
        if (named.filter(this::accepts).isPresent()) {
            return named.get();
        }
        List<Driver> drivers = drivers();
        Optional<Driver> willing = drivers.stream().filter(this::accepts).findFirst();
        return willing.or(() -> KnownDriver.standIn(url.jdbcUrl())).orElseThrow(() -> {
            String className =
                    KnownDriver.ofUrl(url.jdbcUrl()).map(KnownDriver::className).orElse("");
            boolean present = drivers.stream()
                    .anyMatch(driver -> driver.getClass().getName().equals(className));
            return present
                    ? DatabaseMessages.badUrl(url.masked(), "its driver does not accept it").exception()
                    : noDriver().exception();
        });
    }

    private Problem noDriver() {
        String artifact =
                KnownDriver.ofUrl(url.jdbcUrl()).map(KnownDriver::artifact).orElse(null);
        return DatabaseMessages.noDriver(url.masked(), artifact);
    }

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
        } catch (SQLException unreadable) {
            return false;
        }
    }

    @Override
    public void prepare() {
        Thread loading = new Thread(this::load, "kmigrate-driver");
        loading.setDaemon(true);
        loading.start();
    }

    /** SQLite's own code is loaded with the first connection, to whatever it leads. */
    private void load() {
        try {
            Driver driver = driver();
            if (url.jdbcUrl().startsWith(SQLITE)) {
                driver.connect(SQLITE + ":memory:", new Properties()).close();
            }
        } catch (SQLException failure) {
            firstFailure = failure.getCause();
        } catch (RuntimeException failure) {
            // Whoever connects meets it again, and says it.
        } catch (LinkageError failure) {
            firstFailure = failure;
        }
    }

    /** H2 makes the file of a database; what other drivers do is not known. */
    @Override
    public boolean isThere() {
        return sqliteFile().filter(Files::exists).isPresent()
                || KnownDriver.ofUrl(url.jdbcUrl())
                        .filter(KnownDriver::hasServerAddress)
                        .isPresent();
    }

    @Override
    public Optional<Path> missingFile() {
        return sqliteFile().filter(Files::notExists);
    }

    /** SQLite's driver makes the file of any path it is given; a URI may say otherwise, and is left to it. */
    private Optional<Path> sqliteFile() {
        if (!url.jdbcUrl().startsWith(SQLITE)) {
            return Optional.empty();
        }
        String path = url.jdbcUrl().substring(SQLITE.length()).split("\\?", 2)[0];
        boolean isFile = !path.isEmpty() && !path.startsWith(":") && !path.startsWith("file:");
        return isFile ? Optional.of(Path.of(path)) : Optional.empty();
    }

    @Override
    public String withoutPasswords(String text) {
        return new PasswordMask(url.jdbcUrl(), url.password()).scrub(text);
    }

    private Properties properties() {
        Properties properties = new Properties();
        KnownDriver.ofUrl(url.jdbcUrl())
                .map(driver -> driver.settings(url.jdbcUrl()))
                .ifPresent(properties::putAll);
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
