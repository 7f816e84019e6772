package io.kmigrate;

import io.kmigrate.dialect.DatabaseUrlSource;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Dialects;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.execution.ExecutionEvent.LockAwaited;
import io.kmigrate.execution.ExecutionListener;
import io.kmigrate.execution.RunLimits;
import io.kmigrate.execution.Sessions;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.VersionTable;
import io.kmigrate.lock.LockWait;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.schema.TableName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How the database of a {@link Migrator} is reached: opens it, locks it, and knows which tables are Kmigrate's. */
final class DatabaseAccess {
    private final @Nullable DataSource dataSource;
    private final @Nullable SharedConnection shared;
    private final TableName versionTableName;
    private final Duration lockTimeout;
    private final ExecutionListener listener;
    private final Consumer<String> warnings;
    private final @Nullable String tag;
    private final RunLimits limits;
    private final boolean isPooled;

    DatabaseAccess(Migrator.Builder builder) {
        this.shared = builder.connection == null ? null : new SharedConnection(builder.connection);
        this.dataSource = shared == null ? builder.dataSource : shared;
        this.versionTableName = builder.versionTable;
        this.lockTimeout = builder.lockTimeout;
        this.listener = builder.listener;
        this.warnings = builder.warnings;
        this.tag = builder.tag;
        this.isPooled = builder.isPooled;
        this.limits = new RunLimits(
                builder.limits(), builder.lockRetries, Duration.ofSeconds(1), this::observer, this::withoutSecrets);
    }

    /** Work on an open connection. */
    interface Work<T> {
        T run(Opened opened) throws SQLException;
    }

    interface UnderLock {
        MigrationReport run() throws SQLException;
    }

    <T> T open(String doing, Work<T> work) {
        try (MigrationConnection connection = connect()) {
            Dialect dialect = Dialects.forConnection(connection.jdbc());
            VersionTable versionTable = new VersionTable(versionTableName, dialect);
            HistoryTable historyTable = new HistoryTable(historyTable(versionTableName), dialect, Author::current, tag);
            return work.run(new Opened(
                    connection, sessions(dialect), versionTable, historyTable, limits, new Opened.Steps(listener)));
        } catch (SQLException failed) {
            throw new DatabaseException(doing, failed);
        }
    }

    /** As {@link #open}, but a database whose file is not there yet stays so, and is taken for an empty one. */
    <T> T read(String doing, Supplier<T> ofNothing, Work<T> work) {
        Optional<Path> missing = missingFile();
        if (missing.isEmpty()) {
            return open(doing, work);
        }
        warnings.accept("there is no file " + missing.get() + " yet: the first upgrade makes it");
        return ofNothing.get();
    }

    /**
     * Works on the database while scripts are read: what needs them asks for them last. A database that would
     * only be made by that waits until they are known to be in order, and one that the application opens is
     * left on its thread.
     */
    <A, T> T beside(Supplier<A> reading, Function<Supplier<A>, T> work) {
        Optional<DatabaseUrlSource> source = dataSource == null ? Optional.empty() : fromUrl();
        if (source.isPresent() && source.get().isThere()) {
            return Aside.read(reading, work);
        }
        source.ifPresent(DatabaseUrlSource::prepare);
        A read = reading.get();
        return work.apply(() -> read);
    }

    boolean isPooled() {
        return isPooled;
    }

    /** Behind a pool nothing can be held here: each transaction takes the lock for itself. */
    MigrationReport locked(Opened opened, UnderLock work) throws SQLException {
        if (isPooled) {
            return work.run();
        }
        MigrationLock lock = lock(opened.dialect());
        try {
            LockWait.acquire(lock, opened.connection().jdbc(), lockTimeout, this::awaited);
            return work.run();
        } finally {
            lock.close();
        }
    }

    private MigrationLock lock(Dialect dialect) {
        String table = versionTableName.toString();
        if (isEnclosed()) {
            return dialect.enclosedLock(dataSource(), table);
        }
        if (shared != null && !dialect.locksOnSameConnection()) {
            throw new UnsupportedOperationByDialectException(
                    dialect.name(), "keep migrators apart on a single connection", "give the migrator a dataSource");
        }
        return dialect.lock(dataSource(), table);
    }

    /** For what has to begin and end transactions, or to open connections. */
    void refuseEnclosed(Dialect dialect, String what) {
        if (isEnclosed()) {
            throw new UnsupportedOperationByDialectException(
                    dialect.name(),
                    what + " inside a transaction of the application's",
                    "give the migrator a connection in autocommit mode, or a dataSource");
        }
    }

    /** The tables that are Kmigrate's, and none of the application's. */
    Set<TableName> ownTables() {
        TableName history = historyTable(versionTableName);
        // A catalog names tables of the connection's own schema without it.
        return Set.copyOf(List.of(
                versionTableName, history, TableName.of(versionTableName.name()), TableName.of(history.name())));
    }

    /** The history stands beside the version table. */
    static TableName historyTable(TableName versionTable) {
        return new TableName(versionTable.schema(), "migrate_history");
    }

    private MigrationConnection connect() throws SQLException {
        Connection connection = dataSource().getConnection();
        return isEnclosed() ? MigrationConnection.enclosed(connection) : new MigrationConnection(connection);
    }

    private DataSource dataSource() {
        if (dataSource == null) {
            throw new NoDatabaseException();
        }
        return dataSource;
    }

    private Sessions sessions(Dialect dialect) {
        if (isEnclosed()) {
            return Sessions.enclosed(dialect);
        }
        return isPooled
                ? Sessions.pooled(dialect, versionTableName.toString(), lockTimeout, this::awaited)
                : Sessions.direct(dialect);
    }

    private void awaited(@Nullable String holder) {
        listener.on(new LockAwaited(holder));
    }

    private boolean isEnclosed() {
        return shared != null && shared.isInTransaction();
    }

    private Connection observer() throws SQLException {
        if (shared != null) {
            throw new SQLException("there is one connection only");
        }
        return dataSource().getConnection();
    }

    private Optional<Path> missingFile() {
        return fromUrl().flatMap(DatabaseUrlSource::missingFile);
    }

    private String withoutSecrets(String text) {
        return fromUrl().map(source -> source.withoutPasswords(text)).orElse(text);
    }

    private Optional<DatabaseUrlSource> fromUrl() {
        try {
            return dataSource().isWrapperFor(DatabaseUrlSource.class)
                    ? Optional.of(dataSource().unwrap(DatabaseUrlSource.class))
                    : Optional.empty();
        } catch (SQLException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }
}
