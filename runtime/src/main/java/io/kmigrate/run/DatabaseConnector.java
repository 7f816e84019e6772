package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.DatabaseUrlSource;
import io.kmigrate.dialect.DatabaseWords;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Dialects;
import io.kmigrate.execution.ExecutionEvent.LockAwaited;
import io.kmigrate.execution.RunLimits;
import io.kmigrate.execution.Sessions;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.failure.Facts;
import io.kmigrate.failure.HiddenCause;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Secrets;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.VersionTable;
import io.kmigrate.message.DatabaseMessages;
import io.kmigrate.revision.Deployment;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Opens the database that the settings name. */
@API(status = INTERNAL, since = "0.1")
public final class DatabaseConnector {
    private final RunSettings settings;
    private final @Nullable CallerConnection caller;
    private final @Nullable DataSource dataSource;

    public DatabaseConnector(RunSettings settings) {
        this.settings = settings;
        this.caller = settings.connection() == null ? null : new CallerConnection(settings.connection());
        this.dataSource = caller == null ? settings.dataSource() : caller;
    }

    /** The database, until the result is closed. */
    public OpenDatabase open() throws SQLException {
        Connection found = connection();
        try {
            return open(found, Dialects.forConnection(found));
        } catch (SQLException | RuntimeException failed) {
            found.close();
            throw failed;
        }
    }

    private OpenDatabase open(Connection found, Dialect dialect) throws SQLException {
        MigrationConnection connection = isEnclosed()
                ? MigrationConnection.enclosed(found, dialect.textParameters())
                : new MigrationConnection(found, dialect.textParameters());
        try {
            return new OpenDatabase(
                    settings,
                    connection,
                    sessions(dialect),
                    new VersionTable(settings.versionTable(), dialect, settings.side()),
                    new HistoryTable(
                            settings.historyTable(), dialect, ProcessAuthor::current, settings.tag(), secrets()),
                    limits(),
                    dataSource());
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    /** As {@link #open()}. Where scripts are broken too, their failure is thrown: they are wrong either way. */
    OpenDatabase open(BackgroundRead<?> scripts) throws SQLException {
        try {
            return open();
        } catch (SQLException | RuntimeException failed) {
            scripts.get();
            throw failed;
        }
    }

    /**
     * Reads scripts while the database is opened. A database that opening would create waits until the scripts
     * are known to be in order. A data source of the application's own stays on its thread.
     */
    <T> BackgroundRead<T> readScripts(Supplier<T> scripts) {
        Optional<DatabaseUrlSource> source = dataSource == null ? Optional.empty() : fromUrl();
        if (source.isPresent() && source.get().isThere()) {
            return BackgroundRead.start(scripts);
        }
        source.ifPresent(DatabaseUrlSource::prepare);
        return BackgroundRead.now(scripts);
    }

    /** True, with a warning, where the database is a file that is not there yet: opening it would create it. */
    boolean isMissing() {
        Optional<Path> missing = missingFile();
        missing.ifPresent(file -> settings.warnings().accept(DatabaseMessages.noFile(file.toString())));
        return missing.isPresent();
    }

    /** The file of a database that is not there yet. */
    Optional<Path> missingFile() {
        return fromUrl().flatMap(DatabaseUrlSource::missingFile);
    }

    /** False where the database is a file that is not there yet. */
    boolean isThere() {
        return missingFile().isEmpty();
    }

    /** The kind of database that a URL names; nothing where the application gives a data source or connection. */
    Optional<Dialect> dialectOfUrl() {
        return fromUrl().map(DatabaseUrlSource::dialect);
    }

    /** Where scripts run, as far as the settings tell. */
    public Deployment deployment() {
        Optional<Dialect> dialect = dataSource == null ? Optional.empty() : dialectOfUrl();
        return new Deployment(dialect.map(Dialect::name).orElse(null), settings.environment());
    }

    /** Pools throw more than {@link SQLException} where they have no connection. */
    private Connection connection() {
        DataSource source = dataSource();
        try {
            return Objects.requireNonNull(source.getConnection(), "the data source gave null");
        } catch (MigrationException known) {
            throw known;
        } catch (SQLException | RuntimeException failed) {
            Secrets secrets = secrets();
            Facts facts = DatabaseWords.facts(failed).masked(secrets::hidden);
            throw new MigrationException(
                    DatabaseMessages.noConnection().with(facts), HiddenCause.of(failed, secrets::hidden));
        }
    }

    private DataSource dataSource() {
        if (dataSource == null) {
            throw DatabaseMessages.noDatabase().exception();
        }
        return dataSource;
    }

    private Sessions sessions(Dialect dialect) {
        if (isEnclosed()) {
            return Sessions.enclosed(dialect);
        }
        return settings.isPooled()
                ? Sessions.pooled(
                        dialect,
                        settings.versionTable().toString(),
                        settings.lockTimeout(),
                        holder -> settings.listener().on(new LockAwaited(holder)))
                : Sessions.direct(dialect);
    }

    private boolean isEnclosed() {
        return caller != null && caller.isInTransaction();
    }

    private RunLimits limits() {
        return new RunLimits(
                settings.limits(),
                settings.lockRetries(),
                Duration.ofSeconds(1),
                this::observer,
                settings.onlineSettings(),
                secrets());
    }

    private Secrets secrets() {
        return settings.secrets().and(fromUrl().map(DatabaseUrlSource::secrets).orElse(Set.of()));
    }

    private Connection observer() throws SQLException {
        if (caller != null) {
            throw new SQLException("there is one connection only");
        }
        return dataSource().getConnection();
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
