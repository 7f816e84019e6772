package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.DatabaseUrl;
import io.kmigrate.dialect.JdbcDriver;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Xerial's driver, with the database in its native library. */
record SqliteDriver() implements JdbcDriver {
    private static final String START = "jdbc:sqlite:";
    private static final String MEMORY = ":memory:";

    @Override
    public String subprotocol() {
        return "sqlite";
    }

    @Override
    public String className() {
        return "org.sqlite.JDBC";
    }

    @Override
    public String artifact() {
        return "org.xerial:sqlite-jdbc";
    }

    @Override
    public List<String> schemes() {
        return List.of("sqlite", "sqlite3");
    }

    /** {@code sqlite:path}, and SQLAlchemy's {@code sqlite:///relative} and {@code sqlite:////absolute}. */
    @Override
    public DatabaseUrl read(String url, String rest) {
        if (rest.equals("//")) {
            return DatabaseUrl.ofShort(this, MEMORY);
        }
        String path = rest.startsWith("///") ? rest.substring(3) : rest.startsWith("//") ? rest.substring(2) : rest;
        requireFile(url, path);
        return DatabaseUrl.ofShort(this, path);
    }

    @Override
    public DatabaseUrl readJdbc(String url, String address) {
        requireFile(url, address);
        return JdbcDriver.super.readJdbc(url, address);
    }

    /** Without a path, SQLite makes a database that is gone with its connection, and with all that was migrated. */
    private static void requireFile(String url, String address) {
        String[] parts = address.split("\\?", 2);
        boolean isMemory = parts.length > 1 && parts[1].contains("mode=memory");
        if (parts[0].replaceFirst("^file:(//)?", "").isBlank() && !isMemory) {
            throw DatabaseUrl.refused(url, "it names no file; write sqlite::memory: for a database in memory");
        }
    }

    /** The driver creates the file of any path it is given; a URI may say otherwise, and is left to it. */
    @Override
    public Optional<Path> file(String jdbcUrl) {
        String path = path(jdbcUrl);
        boolean isFile = !path.isEmpty() && !path.startsWith(":") && !path.startsWith("file:");
        return isFile ? Optional.of(Path.of(path)) : Optional.empty();
    }

    private static String path(String jdbcUrl) {
        return jdbcUrl.substring(START.length()).split("\\?", 2)[0];
    }

    @Override
    public String inFolder(String jdbcUrl, Path folder) {
        String parameters = jdbcUrl.substring(START.length() + path(jdbcUrl).length());
        return file(jdbcUrl)
                .filter(path -> !path.isAbsolute())
                .map(path -> START + folder.resolve(path).normalize() + parameters)
                .orElse(jdbcUrl);
    }

    /** The native library is unpacked and loaded with the first connection. */
    @Override
    public Optional<String> loadingUrl() {
        return Optional.of(START + MEMORY);
    }

    @Override
    public Optional<Throwable> loadFailure(SQLException failure) {
        return failure.getErrorCode() == 0 ? Optional.ofNullable(failure.getCause()) : Optional.empty();
    }
}
