package io.kmigrate;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.bundle.Bundle;
import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.diff.OperationRewriter;
import io.kmigrate.execution.ExecutionListener;
import io.kmigrate.execution.OnlineCommand;
import io.kmigrate.execution.StepHook;
import io.kmigrate.execution.TransactionMode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Secrets;
import io.kmigrate.importer.takeover.ImportSettings;
import io.kmigrate.importer.takeover.Takeover;
import io.kmigrate.lint.LintSettings;
import io.kmigrate.message.BuilderMessages;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.NamingConvention;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.revision.OnlineMode;
import io.kmigrate.run.RunSettings;
import io.kmigrate.schema.TableName;
import io.kmigrate.source.Environment;
import io.kmigrate.source.EnvironmentReader;
import io.kmigrate.source.MigrationSources;
import io.kmigrate.source.Model;
import io.kmigrate.source.ModelReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Collects settings; nothing is opened before the first call that needs it. */
@API(status = STABLE, since = "0.1")
public final class MigratorBuilder {
    private @Nullable DataSource dataSource;

    private @Nullable Connection connection;

    private @Nullable String tag;
    private @Nullable String environmentName;

    private TableName versionTable = TableName.of("migrate_version");
    private TransactionMode transaction = TransactionMode.REVISION;
    private Duration lockTimeout = Duration.ofMinutes(10);

    private @Nullable Duration statementLockTimeout;

    private @Nullable Duration statementTimeout;

    private int lockRetries = 3;
    private OnlineMode online = OnlineMode.AUTO;
    private @Nullable OnlineCommand onlineCommand;
    private boolean ignoresUnknown;
    private boolean isPooled;
    private ExecutionListener listener = ExecutionListener.none();
    private LintSettings lint = LintSettings.STANDARD;
    private @Nullable ImportSettings importing;
    private @Nullable MigrationSource source;
    private List<Path> paths = List.of();
    private final Map<String, ClassLoader> bundles = new LinkedHashMap<>();
    private boolean recursive;
    private @Nullable Path environmentScript;
    private Environment environment = Environment.none();
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private @Nullable Path cacheFolder;

    private @Nullable Model model;

    private final Set<String> secrets = new LinkedHashSet<>();

    private Consumer<String> warnings = warning -> {};

    MigratorBuilder() {}

    /** Where connections come from: at most three at a time, all given back. Not needed for the graph. */
    public MigratorBuilder dataSource(DataSource value) {
        dataSource = value;
        connection = null;
        return this;
    }

    /**
     * A connection of the application's instead of a data source, which stays open and is left as it was
     * found. The migrator must not be used by several threads then, nor the connection meanwhile.
     *
     * <p>In autocommit mode it is used as any other. With autocommit off, what runs is part of the
     * application's transaction, and is kept or undone with it: nothing commits, and a run that fails
     * leaves the transaction as it was before. Other migrators wait until it has ended. Only on SQLite and
     * PostgreSQL; revisions that have to commit are refused, and so are comparisons.
     */
    public MigratorBuilder connection(Connection value) {
        connection = value;
        dataSource = null;
        return this;
    }

    /** Folders of {@code *.migration.kts} scripts, and jars that hold bundles of them. */
    public MigratorBuilder scripts(Path... values) {
        for (Path value : values) {
            if (value.toString().isBlank()) {
                throw BuilderMessages.scripts().exception();
            }
        }
        paths = List.of(values);
        return this;
    }

    /** The bundle on the class path: compiled scripts, which need no compiler. */
    public MigratorBuilder addBundle() {
        return addBundle(Bundle.NAME);
    }

    /**
     * The bundle of that name, on the class path that the calling thread's context loader sees. May be
     * called again for others: all make one graph.
     */
    public MigratorBuilder addBundle(String name) {
        return addBundle(name, MigrationSources.contextLoader());
    }

    /** The same, on another class path, which also holds what the scripts use. */
    public MigratorBuilder addBundle(String name, ClassLoader classes) {
        bundles.put(name, classes);
        return this;
    }

    /** Whether folders below the script folders hold scripts, too; default false. */
    public MigratorBuilder recursive(boolean value) {
        recursive = value;
        return this;
    }

    /** Migrations from elsewhere, instead of script folders. */
    public MigratorBuilder source(MigrationSource value) {
        source = value;
        return this;
    }

    /**
     * Default: {@code migrate_version} in the connection's schema. The other tables are named after it:
     * {@code shop_history} beside {@code shop_version}.
     */
    public MigratorBuilder versionTable(TableName value) {
        versionTable = value;
        return this;
    }

    /** Default: {@link TransactionMode#REVISION}. */
    public MigratorBuilder transaction(TransactionMode value) {
        transaction = value;
        return this;
    }

    /** What the history says of every step, such as a release or a ticket: at most 255 characters are kept. */
    public MigratorBuilder tag(String value) {
        tag = value;
        return this;
    }

    /**
     * Where the migrations run, such as {@code staging}: scripts that say {@code onlyIn} run where they name it. Without
     * it none of these runs.
     */
    public MigratorBuilder environment(String name) {
        environmentName = name;
        return this;
    }

    /** How long to wait for another migrator; default ten minutes, zero tries once. */
    public MigratorBuilder lockTimeout(Duration value) {
        lockTimeout = value;
        return this;
    }

    /** How long a statement waits for a lock that others hold; default: as the database sees fit. */
    public MigratorBuilder statementLockTimeout(Duration value) {
        statementLockTimeout = value;
        return this;
    }

    /** How long a statement runs at most; default: as the database sees fit. Refused on SQLite. */
    public MigratorBuilder statementTimeout(Duration value) {
        statementTimeout = value;
        return this;
    }

    /**
     * How often a revision starts again after the database rolled it back because others held a lock; default 3.
     * The pause before each attempt is one second, then two, then four.
     */
    public MigratorBuilder lockRetries(int value) {
        lockRetries = value;
        return this;
    }

    /**
     * Whether operations run in parts that let others work, where a script says nothing of it; default
     * {@link OnlineMode#AUTO}: those on tables that are large now.
     */
    public MigratorBuilder online(OnlineMode value) {
        online = value;
        return this;
    }

    /**
     * A program that changes a large table by a copy of it, where MySQL would copy the table while others wait. The text
     * has its arguments, with {@code {table}}, {@code {alter}} and {@code {database}} in them. It runs without a shell, and
     * gets no password.
     *
     * @throws MigrationException where the text has no place for the table and for the change
     */
    public MigratorBuilder onlineCommand(String text) {
        onlineCommand = OnlineCommand.parse(text);
        return this;
    }

    /**
     * Whether revisions that the database has and no script has are ignored, as an older release of an
     * application needs that starts on the schema of a newer one; default false. An upgrade then does
     * nothing, and fails if something is pending beside them. A downgrade is refused all the same.
     */
    public MigratorBuilder ignoreUnknownRevisions(boolean value) {
        ignoresUnknown = value;
        return this;
    }

    /**
     * Whether connections come from a pool that gives every transaction another session of the server, as
     * PgBouncer does in transaction pooling; default false. PostgreSQL alone. Each transaction then takes
     * the lock for itself; revisions that are not one transaction are refused, and who blocks a statement
     * is not reported. pgjdbc then prepares no statements on the server, unless the URL has a
     * {@code prepareThreshold}.
     */
    public MigratorBuilder pooled(boolean value) {
        isPooled = value;
        return this;
    }

    /**
     * The tool whose history was imported. A database that has its table, and no version table, is taken over by the
     * first upgrade: its version rows are written, and the upgrade continues from there. The scripts need the
     * {@code import-map.json} that the import wrote beside them; a bundle has it.
     */
    public MigratorBuilder importedFrom(ImportSettings value) {
        importing = value;
        return this;
    }

    /** Hears what a run does. */
    public MigratorBuilder listener(ExecutionListener value) {
        listener = value;
        return this;
    }

    /**
     * What the project thinks of the lint rules: how serious each is, which tables are large, and whether an upgrade
     * refuses errors on large tables; default: {@link LintSettings#STANDARD}, which does.
     */
    public MigratorBuilder lint(LintSettings value) {
        lint = value;
        return this;
    }

    /** What scripts see as {@code parameters}. */
    public MigratorBuilder addParameters(Map<String, String> values) {
        parameters.putAll(values);
        return this;
    }

    /**
     * Values that no message and no row of the history may hold, such as the password of a data source. Those of a
     * {@code DatabaseUrl}, and parameters whose names say that they are secrets, need not be named.
     */
    public MigratorBuilder addSecrets(Collection<String> values) {
        secrets.addAll(values);
        return this;
    }

    /** What the application wants its tables to be. Needed by comparisons alone. */
    public MigratorBuilder model(Model value) {
        model = value;
        return this;
    }

    /**
     * What comparisons look at and how they name and change what they find, and what is added to every step.
     * Said more than once: all of it.
     */
    public MigratorBuilder addEnvironment(Environment value) {
        environment = environment.and(value);
        return this;
    }

    /** An {@code env.kts} that describes more of the environment; read when it is first needed. */
    public MigratorBuilder environmentScript(Path script) {
        environmentScript = script;
        return this;
    }

    /** What is compared; the rest is neither made, changed nor dropped. */
    public MigratorBuilder addFilter(ObjectFilter value) {
        Environment none = Environment.none();
        return addEnvironment(new Environment(value, none.naming(), none.rewriter(), none.hook()));
    }

    /** How constraints and indexes are called that the model gives no name. */
    public MigratorBuilder addNaming(NamingConvention value) {
        Environment none = Environment.none();
        return addEnvironment(new Environment(none.filter(), value, none.rewriter(), none.hook()));
    }

    /** Changes the operations that comparisons find. */
    public MigratorBuilder addRewriter(OperationRewriter value) {
        Environment none = Environment.none();
        return addEnvironment(new Environment(none.filter(), none.naming(), value, none.hook()));
    }

    /** Adds operations to every change of the version rows, in its transaction. */
    public MigratorBuilder addHook(StepHook value) {
        Environment none = Environment.none();
        return addEnvironment(new Environment(none.filter(), none.naming(), none.rewriter(), value));
    }

    /** Where compiled scripts are kept; default: the user's own cache folder. */
    public MigratorBuilder cacheFolder(Path value) {
        cacheFolder = value;
        return this;
    }

    /** Hears what a user should know though it stops nothing. */
    public MigratorBuilder warnings(Consumer<String> value) {
        warnings = value;
        return this;
    }

    /**
     * A migrator with these settings.
     *
     * @throws io.kmigrate.failure.MigrationException when a setting has a value that it cannot have, when scripts were given and nothing can read them, and when
     *     a bundle was given and is not there
     */
    public Migrator build() {
        // What is wrong with a setting is said before any script is read.
        RunSettings plain = settings(null);
        MigrationSource scripts = source == null ? scripts() : source;
        RunSettings settings = importing == null ? plain : settings(new Takeover(importing, scripts, versionTable));
        return new Migrator(
                settings,
                scripts,
                new EnvironmentReader(environment, environmentScript, parameters, cacheFolder, warnings),
                new ModelReader(model, cacheFolder, warnings));
    }

    private RunSettings settings(@Nullable Takeover before) {
        return new RunSettings(
                dataSource,
                connection,
                versionTable,
                transaction,
                tag,
                environmentName,
                lockTimeout,
                new Limits(statementLockTimeout, statementTimeout),
                lockRetries,
                isPooled,
                ignoresUnknown,
                listener,
                online,
                onlineCommand,
                lint,
                before,
                Secrets.of(secrets).and(Secrets.named(parameters)),
                warnings);
    }

    private MigrationSource scripts() {
        return new MigrationSources(paths, recursive, bundles).open(Map.copyOf(parameters), cacheFolder, warnings);
    }
}
