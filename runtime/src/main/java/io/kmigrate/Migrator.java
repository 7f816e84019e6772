package io.kmigrate;

import io.kmigrate.bundle.Bundle;
import io.kmigrate.bundle.BundleIndex;
import io.kmigrate.bundle.BundleWriter;
import io.kmigrate.bundle.PackableSource;
import io.kmigrate.bundle.PackedScript;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.diff.OperationRewriter;
import io.kmigrate.execution.ExecutionListener;
import io.kmigrate.execution.Feasibility;
import io.kmigrate.execution.InFlightDecision;
import io.kmigrate.execution.StepHook;
import io.kmigrate.execution.TransactionMode;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.Resolver;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.Target;
import io.kmigrate.history.History;
import io.kmigrate.history.LogEntry;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.NamingConvention;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.NotUpToDateException;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Planner;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.plan.Status;
import io.kmigrate.plan.Validation;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.revision.Revision;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Migrates one database. Safe to call from every instance of an application at its start: one migrates, the
 * others wait and then find nothing to do. Has no static state and can be used by several threads, though
 * they wait for each other as other processes do.
 *
 * <pre>{@code
 * Migrator migrator = Migrator.builder().dataSource(dataSource).scripts(Path.of("migrations")).build();
 * MigrationReport report = migrator.upgrade("head");
 * }</pre>
 *
 * Every method throws subclasses of {@link io.kmigrate.failure.MigrationException} and nothing else.
 */
public final class Migrator {
    private final MigrationSource source;
    private final TargetDatabase database;
    private final OfflineMigrator.Settings offline;
    private final ModelReader models;
    private final EnvironmentReader environment;
    private @Nullable RevisionGraph graph;

    private Migrator(Builder builder, MigrationSource source) {
        this.source = source;
        this.environment = builder.environmentReader();
        this.database = new TargetDatabase(new DatabaseAccess(builder), builder, environment);
        this.models = new ModelReader(builder.model, builder.cacheFolder, builder.warnings);
        this.offline = new OfflineMigrator.Settings(
                builder.versionTable, builder.transaction, builder.tag, builder.limits(), environment);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * All revisions, from the scripts' headers: no database, no compiler. Read once.
     *
     * @throws io.kmigrate.failure.MigrationException naming everything that is wrong with the graph
     */
    public synchronized RevisionGraph graph() {
        if (graph == null) {
            graph = RevisionGraph.of(source.revisions());
        }
        return graph;
    }

    /** What the database has. Never makes the version table. */
    public History history() {
        return database.history();
    }

    /**
     * What the database has, compared with the scripts. A database that a newer release has migrated is
     * refused, unless {@link Builder#ignoreUnknownRevisions}.
     */
    public Status status() {
        return database.status(this::graph);
    }

    /**
     * What was run on the database, by whom, from where and with what result: newest first.
     *
     * @param limit how many entries at most; 0 for all
     */
    public List<LogEntry> log(int limit) {
        return database.log(limit);
    }

    /** What {@link #upgrade} would do now. Changes nothing. */
    public Plan planUpgrade(String... targets) {
        return plan(() -> upgradeRequest(targets));
    }

    /** What {@link #downgrade} would do now. Changes nothing. */
    public Plan planDowngrade(String target) {
        return plan(() -> downgradeRequest(target));
    }

    /**
     * Compiles all scripts, checks the graph and replays every operation: finds wrong names without a
     * database.
     *
     * @param dialect a kind of database whose limits are looked for too
     * @throws io.kmigrate.failure.MigrationException where scripts do not compile or the graph is broken
     */
    public Validation validate(Optional<Dialect> dialect) {
        Validation replayed = plans().validate();
        if (dialect.isEmpty()) {
            return replayed;
        }
        Plan whole = plans().of(new Planner(graph(), History.EMPTY).upgrade(List.of(Target.parse("heads"))));
        List<Problem> problems = new ArrayList<>(replayed.problems());
        problems.addAll(Feasibility.problems(whole, dialect.get(), Snapshot.empty()));
        return new Validation(replayed.revisions(), problems, replayed.warnings());
    }

    private Plan plan(Supplier<Request> request) {
        return plans().of(database.route(request, edited()));
    }

    /**
     * Applies what is missing on the way to the targets.
     *
     * @param targets {@code head} when none is given; every form the command line takes
     */
    public MigrationReport upgrade(String... targets) {
        return database.run(Direction.UP, () -> upgradeRequest(targets), edited());
    }

    /**
     * Fails when {@link #upgrade} would do something, and changes nothing: for an application whose user may
     * not alter tables, and which is started after somebody else has migrated.
     *
     * @throws io.kmigrate.plan.NotUpToDateException when revisions are missing
     */
    public void requireUpToDate(String... targets) {
        NotUpToDateException.refuse(database.route(() -> upgradeRequest(targets), edited()));
    }

    private Request upgradeRequest(String... targets) {
        return Request.upgrade(graph(), plans(), upgradeRoute(targets));
    }

    private Request downgradeRequest(String target) {
        return Request.downgrade(graph(), plans(), downgradeRoute(target), target.equals("-1"));
    }

    /**
     * Runs an upgrade in one transaction, with the checks of its commit, and rolls it back. What code steps
     * do outside the database stays done.
     *
     * @throws io.kmigrate.execution.DryRunException when the database could not roll it back
     */
    public MigrationReport rehearseUpgrade(String... targets) {
        return database.run(Direction.UP, () -> upgradeRequest(targets).rehearsed(), edited());
    }

    /** The same for a downgrade. */
    public MigrationReport rehearseDowngrade(String target) {
        return database.run(Direction.DOWN, () -> downgradeRequest(target).rehearsed(), edited());
    }

    /**
     * Undoes what stands on {@code target}: a revision, {@code -1}, {@code base}. What an upgrade did that
     * was never finished goes first, and counts as the last revision for {@code -1}.
     */
    public MigrationReport downgrade(String target) {
        return database.run(Direction.DOWN, () -> downgradeRequest(target), edited());
    }

    /**
     * Goes on with the revisions that an earlier run began and did not finish, and with nothing else.
     *
     * @param decision about an operation of which the database cannot tell whether it is done
     */
    public MigrationReport resume(InFlightDecision decision) {
        return halfDone().resume(decision);
    }

    /**
     * Says how a revision ended that an earlier run began and somebody finished by hand. Runs nothing.
     *
     * @param isApplied whether the database has all of it now, or nothing
     * @param reason kept in the history
     */
    public MigrationReport resolve(String target, boolean isApplied, String reason) {
        return halfDone().resolve(target, isApplied, reason);
    }

    private HalfDone halfDone() {
        return new HalfDone(database, graph(), plans());
    }

    /**
     * Says that the database is at the targets, running nothing.
     *
     * @param purge forget what the table says first, even revisions no script has
     */
    public MigrationReport stamp(List<String> targets, boolean purge) {
        List<Target> parsed = targets.stream().map(Target::parse).toList();
        return database.stamp(
                graph(), history -> new Planner(graph(), purge ? History.EMPTY : history).stamp(parsed, purge));
    }

    /** Makes the version and history tables unless they are there. */
    public void ensureVersion() {
        database.ensureTables();
    }

    /**
     * Writes SQL text instead of running it.
     *
     * @param dialect the kind of database the text is for: see {@link io.kmigrate.dialect.Dialects}
     */
    public OfflineMigrator offline(Dialect dialect) {
        return new OfflineMigrator(graph(), plans(), dialect, offline);
    }

    /**
     * Compiles all scripts into a bundle, which {@link Builder#bundle} runs without a compiler. Needs no
     * database. The same scripts give the same bytes.
     *
     * @param name tells the bundle from others on one class path; {@link Bundle#NAME} unless there are some
     * @param target a jar to write, or a folder of classes to write into
     * @param overwrites whether what is there may go
     * @throws NothingToBundleException when there are no scripts, or what runs is no folder of scripts
     */
    public BundleIndex bundle(String name, Path target, boolean overwrites) {
        if (!(source instanceof PackableSource scripts)) {
            throw NothingToBundleException.noFolders();
        }
        graph();
        List<PackedScript> packed = scripts.pack();
        if (packed.isEmpty()) {
            throw NothingToBundleException.noScripts();
        }
        return new BundleWriter(name, Author.version()).add(packed).write(target, overwrites);
    }

    private static Function<Planner, Route> upgradeRoute(String... targets) {
        List<Target> wanted = targets.length == 0
                ? List.of(Target.parse("head"))
                : Arrays.stream(targets).map(Target::parse).toList();
        return planner -> planner.upgrade(wanted);
    }

    private static Function<Planner, Route> downgradeRoute(String target) {
        Target wanted = Target.parse(target);
        return planner -> planner.downgrade(wanted);
    }

    /**
     * Accepts scripts that were edited after they had been applied, as they now are. Runs nothing.
     *
     * @param targets the revisions to accept; all edited ones when empty
     * @param reason kept in the history
     * @return the revisions accepted; none when none was edited
     */
    public List<Revision> repair(List<String> targets, String reason) {
        Resolver resolver = new Resolver(graph());
        Set<Revision> wanted = new LinkedHashSet<>();
        targets.forEach(target -> wanted.addAll(resolver.revisions(Target.parse(target))));
        return database.repair(graph(), edited(), wanted, reason);
    }

    /** The schema of a database that has the target and what it implies, replayed: no database. */
    public Snapshot schema(String target) {
        return plans().schemaAt(new Resolver(graph())
                .revisions(Target.parse(target)).stream().map(Revision::id).toList());
    }

    /**
     * Compares the model with the database, which must have all revisions.
     *
     * @param filter what is compared, of what the environment includes; the version and history tables never are
     * @throws io.kmigrate.plan.NotUpToDateException when revisions are pending
     */
    public Comparison compareWithDatabase(ObjectFilter filter) {
        return comparing().withDatabase(model(), filter);
    }

    /** Compares the model with what the scripts say: needs no database. */
    public Comparison compareWithHistory(ObjectFilter filter) {
        return comparing().withHistory(model(), filter);
    }

    /**
     * What makes the schema of the database from nothing: its first revision.
     *
     * @throws NotFirstException when there are revisions already
     */
    public Comparison adopt(ObjectFilter filter) {
        return comparing().withNothing(filter);
    }

    /** The model's tables, read anew. */
    private Snapshot model() {
        return models.read(environment.read().naming());
    }

    private Comparing comparing() {
        return new Comparing(database.access(), graph(), plans(), environment.read(), models.warnings());
    }

    private EditedScripts edited() {
        return new EditedScripts(source);
    }

    private Plans plans() {
        return new Plans(graph(), source);
    }

    /** Collects settings; nothing is opened before the first call that needs it. */
    public static final class Builder {
        @Nullable
        DataSource dataSource;

        @Nullable
        Connection connection;

        @Nullable
        String tag;

        TableName versionTable = TableName.of("migrate_version");
        TransactionMode transaction = TransactionMode.REVISION;
        Duration lockTimeout = Duration.ofMinutes(10);

        @Nullable
        Duration statementLockTimeout;

        @Nullable
        Duration statementTimeout;

        int lockRetries = 3;
        boolean ignoresUnknown;
        boolean isPooled;
        ExecutionListener listener = ExecutionListener.none();
        private @Nullable MigrationSource source;
        private List<Path> paths = List.of();
        private final Map<String, ClassLoader> bundles = new LinkedHashMap<>();
        private boolean recursive;
        private @Nullable Path environmentScript;
        private Environment environment = Environment.none();
        private final Map<String, String> parameters = new LinkedHashMap<>();

        @Nullable
        Path cacheFolder;

        @Nullable
        Model model;

        Consumer<String> warnings = warning -> {};

        private Builder() {}

        /** Where connections come from: at most three at a time, all given back. Not needed for the graph. */
        public Builder dataSource(DataSource value) {
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
        public Builder connection(Connection value) {
            connection = value;
            dataSource = null;
            return this;
        }

        /** Folders of {@code *.migration.kts} scripts, and jars that hold bundles of them. */
        public Builder scripts(Path... values) {
            paths = List.of(values);
            return this;
        }

        /** The bundle on the class path: compiled scripts, which need no compiler. */
        public Builder bundle() {
            return bundle(Bundle.NAME);
        }

        /**
         * The bundle of that name, on the class path that the calling thread's context loader sees. May be
         * called again for others: all make one graph.
         */
        public Builder bundle(String name) {
            return bundle(name, Sources.contextLoader());
        }

        /** The same, on another class path, which also holds what the scripts use. */
        public Builder bundle(String name, ClassLoader classes) {
            bundles.put(name, classes);
            return this;
        }

        Limits limits() {
            return new Limits(statementLockTimeout, statementTimeout);
        }

        /** Whether folders below the script folders hold scripts, too; default false. */
        public Builder recursive(boolean value) {
            recursive = value;
            return this;
        }

        /** Migrations from elsewhere, instead of script folders. */
        public Builder source(MigrationSource value) {
            source = value;
            return this;
        }

        /** Default: {@code migrate_version} in the connection's schema. */
        public Builder versionTable(TableName value) {
            versionTable = value;
            return this;
        }

        /** Default: {@link TransactionMode#REVISION}. */
        public Builder transaction(TransactionMode value) {
            transaction = value;
            return this;
        }

        /** What the history says of every step, such as a release or a ticket: at most 255 characters are kept. */
        public Builder tag(String value) {
            tag = value;
            return this;
        }

        /** How long to wait for another migrator; default ten minutes, zero tries once. */
        public Builder lockTimeout(Duration value) {
            lockTimeout = value;
            return this;
        }

        /** How long a statement waits for a lock that others hold; default: as the database sees fit. */
        public Builder statementLockTimeout(Duration value) {
            statementLockTimeout = value;
            return this;
        }

        /** How long a statement runs at most; default: as the database sees fit. Refused on SQLite. */
        public Builder statementTimeout(Duration value) {
            statementTimeout = value;
            return this;
        }

        /**
         * How often a revision begins anew that was rolled back as a whole because others held a lock; default
         * 3. The pause between is a second, then two, then four.
         */
        public Builder lockRetries(int value) {
            lockRetries = value;
            return this;
        }

        /**
         * Whether revisions that the database has and no script has are ignored, as an older release of an
         * application needs that starts on the schema of a newer one; default false. An upgrade then does
         * nothing, and fails if something is pending beside them. A downgrade is refused all the same.
         */
        public Builder ignoreUnknownRevisions(boolean value) {
            ignoresUnknown = value;
            return this;
        }

        /**
         * Whether connections come from a pool that gives every transaction another session of the server, as
         * PgBouncer does in transaction pooling; default false. PostgreSQL alone. Each transaction then takes
         * the lock for itself; revisions that are not one transaction are refused, and who blocks a statement
         * is not reported. With pgjdbc and a PgBouncer before 1.21 the URL needs {@code prepareThreshold=0}.
         */
        public Builder pooled(boolean value) {
            isPooled = value;
            return this;
        }

        /** Hears what a run does. */
        public Builder listener(ExecutionListener value) {
            listener = value;
            return this;
        }

        /** What scripts see as {@code parameters}. */
        public Builder parameters(Map<String, String> values) {
            parameters.putAll(values);
            return this;
        }

        /** What the application wants its tables to be. Needed by comparisons alone. */
        public Builder model(Model value) {
            model = value;
            return this;
        }

        /**
         * What comparisons look at and how they name and change what they find, and what is added to every step.
         * Said more than once: all of it.
         */
        public Builder environment(Environment value) {
            environment = environment.and(value);
            return this;
        }

        /** An {@code env.kts} that describes more of the environment; read when it is first needed. */
        public Builder environment(Path script) {
            environmentScript = script;
            return this;
        }

        /** What is compared; the rest is neither made, changed nor dropped. */
        public Builder filter(ObjectFilter value) {
            Environment none = Environment.none();
            return environment(new Environment(value, none.naming(), none.rewriter(), none.hook()));
        }

        /** How constraints and indexes are called that the model gives no name. */
        public Builder naming(NamingConvention value) {
            Environment none = Environment.none();
            return environment(new Environment(none.filter(), value, none.rewriter(), none.hook()));
        }

        /** Changes the operations that comparisons find. */
        public Builder rewriter(OperationRewriter value) {
            Environment none = Environment.none();
            return environment(new Environment(none.filter(), none.naming(), value, none.hook()));
        }

        /** Adds operations to every change of the version rows, in its transaction. */
        public Builder hook(StepHook value) {
            Environment none = Environment.none();
            return environment(new Environment(none.filter(), none.naming(), none.rewriter(), value));
        }

        EnvironmentReader environmentReader() {
            return new EnvironmentReader(environment, environmentScript, parameters, cacheFolder, warnings);
        }

        /** Where compiled scripts are kept; default: the user's own cache folder. */
        public Builder cacheFolder(Path value) {
            cacheFolder = value;
            return this;
        }

        /** Hears what a user should know though it stops nothing. */
        public Builder warnings(Consumer<String> value) {
            warnings = value;
            return this;
        }

        /**
         * A migrator with these settings.
         *
         * @throws NoScriptLoaderException when scripts were given and nothing can read them
         * @throws io.kmigrate.bundle.NoBundleException when a bundle was given and is not there
         */
        public Migrator build() {
            return new Migrator(this, source == null ? open() : source);
        }

        private MigrationSource open() {
            return new Sources(paths, recursive, bundles).open(Map.copyOf(parameters), cacheFolder, warnings);
        }
    }
}
