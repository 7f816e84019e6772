package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.execution.TransactionMode;
import io.kmigrate.importer.takeover.OldTool;
import io.kmigrate.revision.OnlineMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code kmigrate.*}.
 *
 * @param enabled Whether there is a migrator at all.
 * @param mode What the start of the application does.
 * @param bundles Names of bundles on the class path; "migrations" when neither these nor scripts are given.
 * @param scripts Script folders, which need the Kotlin compiler on the class path, and jars of bundles.
 * @param recursive Whether folders below the script folders hold scripts, too.
 * @param url Database to migrate, instead of that of a DataSource bean: JDBC or postgresql://user@host/name.
 * @param user Who migrates, if another than the application's own user.
 * @param password Password of that user.
 * @param target How far the start upgrades: head, heads, or a revision.
 * @param versionTable Table that keeps what is applied.
 * @param schema Schema of that table and of the history; the connection's own when not given.
 * @param transaction What one transaction spans: a revision, or the whole run.
 * @param online Whether operations run in parts that let others work: those on large tables, all, or none.
 * @param onlineCommand Program that changes a large table by a copy of it, where MySQL would copy it while others wait.
 * @param importedFrom Tool whose databases the first upgrade takes over: flyway, liquibase or alembic.
 * @param importedTable History table of that tool, if it has another name than usual.
 * @param alsoWrite Whether each step keeps writing the table of that tool.
 * @param lockTimeout How long to wait for another instance that migrates.
 * @param statementLockTimeout How long a statement waits for a lock that others hold.
 * @param statementTimeout How long a statement runs at most.
 * @param lockRetries How often a revision starts again after others held a lock.
 * @param tag What the history says of every step, such as the release.
 * @param environment Environment that {@code onlyIn} of scripts is compared with, such as staging.
 * @param parameters What scripts see as parameters.
 * @param ignoreUnknownRevisions Whether to start on a database that a newer release has migrated.
 * @param pooled Whether connections come from PgBouncer in transaction pooling.
 * @param cacheFolder Where compiled scripts are kept; bundles need none.
 * @param baselineOnMigrate Revision that a database with tables and without version rows is assumed to have, once its
 *     schema was compared; none when empty.
 * @param backfill Runs of backfills in the background.
 * @param databases Databases by name, each migrated from a bundle of its own; then these are all that are migrated.
 */
@ConfigurationProperties("kmigrate")
@API(status = STABLE, since = "0.1")
public record KmigrateProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("upgrade") StartUpMode mode,
        @DefaultValue List<String> bundles,
        @DefaultValue List<Path> scripts,
        @DefaultValue("false") boolean recursive,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("head") String target,
        @DefaultValue("migrate_version") String versionTable,
        @Nullable String schema,
        @DefaultValue("revision") TransactionMode transaction,
        @DefaultValue("auto") OnlineMode online,
        @Nullable String onlineCommand,
        @Nullable OldTool importedFrom,
        @Nullable String importedTable,
        @DefaultValue("false") boolean alsoWrite,
        @DefaultValue("10m") Duration lockTimeout,
        @Nullable Duration statementLockTimeout,
        @Nullable Duration statementTimeout,
        @DefaultValue("3") int lockRetries,
        @Nullable String tag,
        @Nullable String environment,
        @DefaultValue Map<String, String> parameters,
        @DefaultValue("false") boolean ignoreUnknownRevisions,
        @DefaultValue("false") boolean pooled,
        @Nullable Path cacheFolder,
        @DefaultValue("") String baselineOnMigrate,
        @DefaultValue Backfill backfill,
        @DefaultValue Map<String, Database> databases) {
    /** Without the password. */
    @Override
    public String toString() {
        return "kmigrate.target=" + target;
    }

    /** What holds for one of the databases: its own values, and these where it has none. */
    KmigrateProperties of(String name) {
        Database own = Objects.requireNonNull(databases.get(name), name);
        boolean isUnsaid = own.bundles().isEmpty() && own.scripts().isEmpty();
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.putAll(own.parameters());
        return new KmigrateProperties(
                enabled,
                either(own.mode(), mode),
                isUnsaid ? List.of(name) : own.bundles(),
                own.scripts(),
                recursive,
                own.url(),
                own.user(),
                own.password(),
                either(own.target(), target),
                either(own.versionTable(), versionTable),
                own.schema() == null ? schema : own.schema(),
                transaction,
                online,
                onlineCommand,
                importedFrom,
                importedTable,
                alsoWrite,
                lockTimeout,
                statementLockTimeout,
                statementTimeout,
                lockRetries,
                own.tag() == null ? tag : own.tag(),
                own.environment() == null ? environment : own.environment(),
                all,
                ignoreUnknownRevisions,
                own.pooled() == null ? pooled : own.pooled(),
                cacheFolder,
                own.baselineOnMigrate(),
                backfill,
                Map.of());
    }

    private static <T> T either(@Nullable T own, T common) {
        return own == null ? common : own;
    }

    /**
     * Runs of backfills in the background, which this application does or leaves to others.
     *
     * @param enabled Whether this application runs backfills in the background.
     * @param delay How long to wait between two looks for backfills that wait.
     * @param atMost How long one run of them takes at most.
     */
    @API(status = STABLE, since = "0.1")
    public record Backfill(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("1m") Duration delay,
            @DefaultValue("10m") Duration atMost) {}

    /**
     * One of several databases. Where it has no value, that of all holds; but for the bundles, scripts, URL, user,
     * password and baseline, which are its own.
     *
     * @param dataSource Name of the DataSource bean; its own name when not given, with or without "DataSource".
     * @param mode What the start of the application does.
     * @param bundles Names of bundles on the class path; its own name when neither these nor scripts are given.
     * @param scripts Script folders, and jars of bundles.
     * @param url Database to migrate, instead of that of a DataSource bean.
     * @param user Who migrates, if another than the application's own user.
     * @param password Password of that user.
     * @param target How far the start upgrades: head, heads, or a revision.
     * @param versionTable Table that keeps what is applied.
     * @param schema Schema of that table and of the history.
     * @param tag What the history says of every step.
     * @param environment Environment that {@code onlyIn} of scripts is compared with.
     * @param parameters What scripts see as parameters, beside those of all databases.
     * @param pooled Whether connections come from PgBouncer in transaction pooling.
     * @param baselineOnMigrate Revision that a database with tables and without version rows is assumed to have.
     */
    @API(status = STABLE, since = "0.1")
    public record Database(
            @Nullable String dataSource,
            @Nullable StartUpMode mode,
            @DefaultValue List<String> bundles,
            @DefaultValue List<Path> scripts,
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            @Nullable String target,
            @Nullable String versionTable,
            @Nullable String schema,
            @Nullable String tag,
            @Nullable String environment,
            @DefaultValue Map<String, String> parameters,
            @Nullable Boolean pooled,
            @DefaultValue("") String baselineOnMigrate) {
        /** Without the password. */
        @Override
        public String toString() {
            return "data-source=" + dataSource;
        }
    }
}
