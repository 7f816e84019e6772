package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.execution.TransactionMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * @param lockTimeout How long to wait for another instance that migrates.
 * @param statementLockTimeout How long a statement waits for a lock that others hold.
 * @param statementTimeout How long a statement runs at most.
 * @param lockRetries How often a revision starts again after others held a lock.
 * @param tag What the history says of every step, such as the release.
 * @param parameters What scripts see as parameters.
 * @param ignoreUnknownRevisions Whether to start on a database that a newer release has migrated.
 * @param pooled Whether connections come from PgBouncer in transaction pooling.
 * @param cacheFolder Where compiled scripts are kept; bundles need none.
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
        @DefaultValue("10m") Duration lockTimeout,
        @Nullable Duration statementLockTimeout,
        @Nullable Duration statementTimeout,
        @DefaultValue("3") int lockRetries,
        @Nullable String tag,
        @DefaultValue Map<String, String> parameters,
        @DefaultValue("false") boolean ignoreUnknownRevisions,
        @DefaultValue("false") boolean pooled,
        @Nullable Path cacheFolder) {
    /** Without the password. */
    @Override
    public String toString() {
        return "kmigrate.target=" + target;
    }
}
