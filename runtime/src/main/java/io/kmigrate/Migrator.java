package io.kmigrate;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.bundle.BundleIndex;
import io.kmigrate.bundle.BundleOptions;
import io.kmigrate.bundle.BundleWriter;
import io.kmigrate.bundle.PackableSource;
import io.kmigrate.bundle.PackedScript;
import io.kmigrate.compare.ComparedDatabase;
import io.kmigrate.compare.Comparison;
import io.kmigrate.compare.ExistingTables;
import io.kmigrate.compare.SchemaComparer;
import io.kmigrate.compare.SqlModel;
import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Dialects;
import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.execution.InFlightDecision;
import io.kmigrate.execution.ScriptSqlCheck;
import io.kmigrate.execution.ShownStatements;
import io.kmigrate.execution.StepPreview;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.Links;
import io.kmigrate.graph.Resolver;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.graph.Target;
import io.kmigrate.history.History;
import io.kmigrate.history.LogEntry;
import io.kmigrate.importer.Adoption;
import io.kmigrate.importer.ImportMap;
import io.kmigrate.importer.OldHistory;
import io.kmigrate.lint.Facts;
import io.kmigrate.lint.LintReport;
import io.kmigrate.lint.LintRequest;
import io.kmigrate.lint.LintTarget;
import io.kmigrate.message.BundleMessages;
import io.kmigrate.message.LintMessages;
import io.kmigrate.message.NewRevisionMessages;
import io.kmigrate.message.RepeatableMessages;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.plan.Branches;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Move;
import io.kmigrate.plan.NotUpToDateException;
import io.kmigrate.plan.OfflinePlanner;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Planner;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.plan.SchemaHistory;
import io.kmigrate.plan.StampMode;
import io.kmigrate.plan.Status;
import io.kmigrate.plan.Validation;
import io.kmigrate.repeatable.DeclaredRepeatable;
import io.kmigrate.repeatable.RepeatableStep;
import io.kmigrate.revision.Deployment;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.revision.Revision;
import io.kmigrate.run.Backfills;
import io.kmigrate.run.ChecksumCheck;
import io.kmigrate.run.DatabaseConnector;
import io.kmigrate.run.DatabaseExamination;
import io.kmigrate.run.DatabaseReport;
import io.kmigrate.run.Diagnosis;
import io.kmigrate.run.HistoryEditor;
import io.kmigrate.run.LintedDatabase;
import io.kmigrate.run.MigrationRunner;
import io.kmigrate.run.OpenDatabase;
import io.kmigrate.run.ProcessAuthor;
import io.kmigrate.run.RepeatableLint;
import io.kmigrate.run.RepeatableStatus;
import io.kmigrate.run.Repeatables;
import io.kmigrate.run.Resolution;
import io.kmigrate.run.RunRequest;
import io.kmigrate.run.RunSettings;
import io.kmigrate.run.ScriptValidation;
import io.kmigrate.run.StateReader;
import io.kmigrate.run.UnfinishedRuns;
import io.kmigrate.schema.Equivalence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.source.EnvironmentReader;
import io.kmigrate.source.ModelReader;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
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
 * A target is text in every form that the command line takes: {@code head}, {@code +2}, {@code ab12}.
 *
 * <p>Every method throws {@link MigrationException} and nothing else, but for null arguments. What the
 * application's own listener, source, filter or consumer of warnings throws passes through; what it throws while
 * a statement runs is the cause of the failure.
 */
@API(status = STABLE, since = "0.1")
public final class Migrator {
    private final RunSettings settings;
    private final MigrationSource source;
    private final DatabaseConnector connector;
    private final StateReader reader;
    private final MigrationRunner runner;
    private final HistoryEditor editor;
    private final ModelReader models;
    private final EnvironmentReader environment;
    private final boolean includesLate;
    private @Nullable RevisionGraph graph;

    Migrator(RunSettings settings, MigrationSource source, EnvironmentReader environment, ModelReader models) {
        this(settings, source, environment, models, false);
    }

    private Migrator(
            RunSettings settings,
            MigrationSource source,
            EnvironmentReader environment,
            ModelReader models,
            boolean includesLate) {
        this.includesLate = includesLate;
        this.settings = settings;
        this.source = source;
        this.environment = environment;
        this.models = models;
        this.connector = new DatabaseConnector(settings);
        Repeatables repeatables = new Repeatables(source.repeatables(), settings.environment(), settings.warnings());
        this.reader = new StateReader(settings, connector, repeatables, source);
        this.runner = new MigrationRunner(settings, connector, environment, repeatables);
        this.editor = new HistoryEditor(settings, connector, environment, repeatables);
    }

    public static MigratorBuilder builder() {
        return new MigratorBuilder();
    }

    /**
     * All revisions, from the scripts' headers: no database, no compiler. Read once.
     *
     * @throws MigrationException naming everything that is wrong with the graph
     */
    public synchronized RevisionGraph graph() {
        if (graph == null) {
            graph = RevisionGraph.of(source.revisions());
        }
        return graph;
    }

    /** The version rows of the database. Never creates the version table. */
    public History history() {
        return reader.history();
    }

    /**
     * The state of the database, compared with the scripts. A database that a newer release has migrated is
     * refused, unless {@link MigratorBuilder#ignoreUnknownRevisions}.
     */
    public Status status() {
        return reader.status(this::graph);
    }

    /**
     * All of {@link #status}, and more: when revisions were applied, which scripts were edited since, which tables
     * no revision made. Refuses what {@link #status} refuses.
     *
     * @param entries how many entries of the history are read at most; 0 for all
     */
    public DatabaseReport report(int entries) {
        return reader.report(this::graph, checksums(), entries);
    }

    /**
     * What was run on the database, by whom, from where and with what result: newest first.
     *
     * @param limit how many entries at most; 0 for all
     */
    public List<LogEntry> log(int limit) {
        return reader.log(limit);
    }

    /**
     * The same migrator, whose upgrades first apply revisions that came late: those that scripts put beneath
     * applied ones. Others refuse them. Their operations must commute with those that were applied since.
     */
    public Migrator includingLate() {
        return new Migrator(settings, source, environment, models, true);
    }

    /** What {@link #upgrade} would do now. Changes nothing. */
    public Plan planUpgrade(String... targets) {
        return reader.plan(() -> upgradeRequest(targets), checksums());
    }

    /** What {@link #downgrade} would do now. Changes nothing. */
    public Plan planDowngrade(String target) {
        return reader.plan(() -> downgradeRequest(target), checksums());
    }

    /**
     * The objects that follow their text, as all scripts declare them: also those for other databases and environments.
     * Compiles their scripts.
     */
    public List<DeclaredRepeatable> repeatables() {
        return source.repeatables().load();
    }

    /**
     * What a plan of {@link #planUpgrade} or {@link #planDowngrade} would send to the database, statement by statement.
     * Changes nothing, and refuses nothing: a data step is its description, and a statement that depends on what is
     * in the database says so.
     */
    public List<StepPreview> preview(Plan plan) {
        return preview(plan, true);
    }

    /** The same without the statements: which operations would run in parts that let others work, and why. */
    public List<StepPreview> choices(Plan plan) {
        return preview(plan, false);
    }

    /**
     * The SQL for an object that follows its text, as if it were new. Where another is in its place, a run also sends
     * what the database needs to replace it. Changes nothing.
     */
    public List<String> statements(RepeatableStep step) {
        return reader.dialect()
                .map(dialect -> ShownStatements.of(step, dialect))
                .orElse(List.of());
    }

    private List<StepPreview> preview(Plan plan, boolean withStatements) {
        return reader.preview(plan, plans(), withStatements);
    }

    /**
     * Compiles all scripts, checks the graph and replays every operation, up and down: finds wrong names without a
     * database, and warns of forgotten parents, several heads and downgrades that do not lead back.
     *
     * @throws MigrationException where scripts do not compile or the graph is broken
     */
    public Validation validate() {
        return validation().on(Dialects.all());
    }

    /** The same, and looks for what a kind of database cannot do. */
    public Validation validate(Dialect dialect) {
        return validation().possibleOn(dialect);
    }

    private ScriptValidation validation() {
        return new ScriptValidation(
                graph(), plans(), source.repeatables(), settings.environment(), settings.ownTables());
    }

    /**
     * Asks the lint rules about upgrades. Where the request names no database, the one at hand is asked for its version
     * and for the sizes of the tables that they touch. Changes nothing.
     */
    public LintReport lint(LintRequest request) {
        List<Revision> judged = request.revisions()
                .map(this::named)
                .orElseGet(() ->
                        route(request).moves().stream().map(Move::revision).toList());
        RevisionSet rest = graph().all().minus(graph().setOf(judged).withDescendants(Links.ALL));
        List<Migration> migrations = plans().migrations(judged);
        LintedDatabase database =
                request.offline().map(LintedDatabase::offline).orElseGet(() -> reader.lintedDatabase(migrations));
        LintTarget target = database.target();
        boolean isPending = request.range().isEmpty() && request.revisions().isEmpty();
        Equivalence equivalence =
                target.isKnown() ? Dialects.named(target.dialect()).equivalence() : Equivalence.asWritten();
        List<String> databases = target.isKnown()
                ? List.of(target.dialect())
                : Dialects.all().stream().map(Dialect::name).toList();
        List<DeclaredRepeatable> objects =
                new RepeatableLint(source.repeatables(), request, () -> reader.repeatables(graph())).objects();
        Set<LintReport.Entry> entries = new LinkedHashSet<>();
        for (Deployment place : new Branches(plans().migrations(), settings.environment()).of(databases)) {
            Plans here = plans().in(place);
            Facts facts = Facts.of(equivalence, target);
            entries.addAll(settings.lint()
                    .linter()
                    .review(
                            database.in(here.schemaAfter(rest.oldestFirst()), isPending),
                            here.migrations(rest.oldestFirst()),
                            here.migrations(judged),
                            facts)
                    .entries());
            if (!objects.isEmpty()) {
                Snapshot whole = here.schemaAfter(graph().all().oldestFirst());
                entries.addAll(
                        RepeatableLint.entries(objects, place, settings.lint().linter(), whole, facts));
            }
        }
        return new LintReport(judged.size(), List.copyOf(entries));
    }

    private Route route(LintRequest request) {
        if (request.range().isPresent()) {
            return new OfflinePlanner(graph()).forward(request.range().get());
        }
        return request.offline().isPresent()
                ? new Planner(graph(), History.EMPTY).upgrade(List.of(Target.parse("heads")))
                : reader.route(() -> upgradeRequest("heads"), checksums());
    }

    /** In the order of an upgrade. */
    private List<Revision> named(List<String> ids) {
        List<Revision> found = graph().all().oldestFirst().stream()
                .filter(revision -> ids.contains(revision.id()))
                .toList();
        if (found.size() < Set.copyOf(ids).size()) {
            List<String> known = found.stream().map(Revision::id).toList();
            throw LintMessages.unknownLintRevisions(
                            ids.stream().filter(id -> !known.contains(id)).toList())
                    .exception();
        }
        return found;
    }

    /**
     * Applies what is missing on the way to the targets.
     *
     * @param targets {@code head} when none is given
     */
    public MigrationReport upgrade(String... targets) {
        return run(Direction.UP, () -> upgradeRequest(targets));
    }

    /**
     * Runs an upgrade in one transaction, with the checks of its commit, and rolls it back. What code steps
     * do outside the database stays done.
     *
     * @throws io.kmigrate.execution.DryRunException when the database could not roll it back
     */
    public MigrationReport dryRunUpgrade(String... targets) {
        return run(Direction.UP, () -> upgradeRequest(targets).asDryRun());
    }

    /**
     * Reverts the revisions above {@code target}: a revision, {@code -1}, {@code base}. An unfinished upgrade
     * is reverted first, and counts as the last revision for {@code -1}.
     */
    public MigrationReport downgrade(String target) {
        return run(Direction.DOWN, () -> downgradeRequest(target));
    }

    /** The same as {@link #dryRunUpgrade}, for a downgrade. */
    public MigrationReport dryRunDowngrade(String target) {
        return run(Direction.DOWN, () -> downgradeRequest(target).asDryRun());
    }

    private MigrationReport run(Direction direction, Supplier<RunRequest> request) {
        return MigrationReport.of(runner.run(direction, request, checksums()));
    }

    /**
     * Fails when {@link #upgrade} would do something, and changes nothing: for an application whose user may
     * not alter tables, and which starts after another process has migrated.
     *
     * @throws NotUpToDateException when revisions are missing
     * @throws MigrationException when objects that follow their text are not as declared
     */
    public void requireUpToDate(String... targets) {
        reader.route(() -> upgradeRequest(targets), checksums()).requireEmpty();
        boolean isWhole = targets.length == 0
                || List.of(targets).contains("head")
                || List.of(targets).contains("heads");
        if (isWhole && !source.repeatables().files().isEmpty()) {
            RepeatableStatus status = reader.repeatables(graph());
            if (!status.isEmpty()) {
                throw RepeatableMessages.pending(status.names()).exception();
            }
        }
    }

    /**
     * Fails when applied scripts say something else than was applied, or when scripts were put beneath them since.
     * Changes nothing, and does not ask what is pending.
     *
     * @throws io.kmigrate.run.EditedScriptException naming all scripts that were edited
     */
    public void requireUnchanged() {
        reader.requireUnchanged(graph(), checksums());
    }

    private RunRequest upgradeRequest(String... targets) {
        RunRequest request = RunRequest.upgrade(graph(), plans(), upgradeRoute(targets));
        return includesLate ? request.includingLate() : request;
    }

    private RunRequest downgradeRequest(String target) {
        Target wanted = Target.parse(target);
        return RunRequest.downgrade(graph(), plans(), planner -> planner.downgrade(wanted), target.equals("-1"));
    }

    private static Function<Planner, Route> upgradeRoute(String... targets) {
        List<Target> wanted = targets.length == 0 ? List.of(Target.parse("head")) : parsed(targets);
        return planner -> planner.upgrade(wanted);
    }

    private static List<Target> parsed(String... targets) {
        return Arrays.stream(targets).map(Target::parse).toList();
    }

    /**
     * Continues the revisions that an earlier run began and did not finish, and does nothing else.
     *
     * @param decision about an operation of which the database cannot tell whether it is done
     */
    public MigrationReport resume(InFlightDecision decision) {
        return MigrationReport.of(runner.resume(unfinishedRuns(), decision));
    }

    /**
     * Records how a revision ended that an earlier run began and somebody finished by hand. Runs nothing.
     *
     * @param reason kept in the history
     */
    public MigrationReport resolve(String target, Resolution resolution, String reason) {
        return MigrationReport.of(editor.resolve(unfinishedRuns(), target, resolution, reason));
    }

    /** The backfills of the database: what runs those in the background, and tells how all of them stand. */
    public Backfills backfills() {
        return reader.backfills(this::graph);
    }

    private UnfinishedRuns unfinishedRuns() {
        return new UnfinishedRuns(graph(), plans());
    }

    /** Records that the database is at the targets. Runs nothing. */
    public MigrationReport stamp(String... targets) {
        return stamp(StampMode.KEEP_OTHER_BRANCHES, targets);
    }

    /** The same, by a mode. */
    public MigrationReport stamp(StampMode mode, String... targets) {
        boolean purge = mode == StampMode.PURGE;
        List<Target> wanted = parsed(targets);
        Resolver resolver = new Resolver(graph());
        Set<Revision> named = new LinkedHashSet<>();
        wanted.forEach(target -> named.addAll(resolver.revisions(target)));
        return MigrationReport.of(editor.stamp(
                graph(), named, history -> new Planner(graph(), purge ? History.EMPTY : history).stamp(wanted, purge)));
    }

    /**
     * Records that a database is at the target which got its schema by other means. Runs nothing. Looks at tables
     * and enumerations that the scripts know: where the database has none of the target's tables, or has version
     * rows, it does nothing.
     *
     * @return the version rows after it
     * @throws MigrationException when the database has another schema than the scripts say of the target
     */
    public MigrationReport stampExisting(String target) {
        List<Revision> wanted = new Resolver(graph()).revisions(Target.parse(target));
        List<String> ids = wanted.stream().map(Revision::id).toList();
        return MigrationReport.of(editor.stampExisting(graph(), new LinkedHashSet<>(wanted), database -> {
            Plans here = plans().in(database.deployment());
            Snapshot expected = here.schemaAt(ids).asCertain();
            ObjectFilter known =
                    new ExistingTables(expected, here.schemaAt(graph().heads().ids()));
            Comparison found = comparer().withDatabase(expected, compared(database), known);
            boolean isExisting = expected.tables().stream()
                    .anyMatch(table -> found.before().table(table.name()).isPresent());
            if (isExisting && !found.isEmpty()) {
                throw TargetMessages.baselineDiffers(target, described(found)).exception();
            }
            return isExisting;
        }));
    }

    private static List<String> described(Comparison found) {
        return found.operations().stream()
                .map(operation -> OperationDescription.of(operation).toString().replaceAll("\\s*\\R\\s*", " "))
                .toList();
    }

    /**
     * Takes over a database that another tool has migrated, whose history was imported: records which revisions it has,
     * and which objects that follow their text. Runs nothing. Refuses a database that has version rows, and one whose old history does not fit the scripts.
     * A script that may run again, and has pending ones beneath it, is left pending, with a warning.
     *
     * @return the version rows after it
     */
    public MigrationReport adopt(OldHistory old) {
        return adopt(old, false);
    }

    /** What {@link #adopt} would record now. Changes nothing. */
    public MigrationReport dryRunAdopt(OldHistory old) {
        return adopt(old, true);
    }

    private MigrationReport adopt(OldHistory old, boolean isDryRun) {
        return MigrationReport.of(editor.adopt(
                graph(),
                database -> new Adoption(graph(), old, settings.warnings()).read(database.jdbc(), database.dialect()),
                isDryRun));
    }

    /**
     * Whether the database is ready: whether it answers, what it is, its clock, the rights of the user, the lock and
     * the state. Changes nothing, and throws nothing where the database is not ready.
     */
    public Diagnosis diagnose() {
        return new DatabaseExamination(settings, connector, Clock.systemUTC(), this::graph, source).run();
    }

    /** Creates the version and history tables unless they are there. */
    public void ensureVersion() {
        editor.ensureTables();
    }

    /**
     * Accepts scripts that were edited or got other parents after they had been applied, as they are now. Runs
     * nothing.
     *
     * @param reason kept in the history
     * @param targets the revisions to accept; all edited or moved ones when none is given. A missing revision that
     *     is named here counts as applied from now on
     * @return the revisions accepted; none when there was nothing to accept
     */
    public List<Revision> repair(String reason, String... targets) {
        Resolver resolver = new Resolver(graph());
        Set<Revision> wanted = new LinkedHashSet<>();
        parsed(targets).forEach(target -> wanted.addAll(resolver.revisions(target)));
        return editor.repair(graph(), checksums(), wanted, reason);
    }

    /**
     * Writes SQL text instead of running it.
     *
     * @param dialect the kind of database the text is for: see {@link io.kmigrate.dialect.Dialects}
     */
    public OfflineMigrator offline(Dialect dialect) {
        Plans here = plans().in(new Deployment(dialect.name(), settings.environment()));
        return new OfflineMigrator(graph(), here, dialect, settings, environment, source.repeatables());
    }

    /**
     * Compiles all scripts into a bundle, which {@link MigratorBuilder#addBundle} runs without a compiler. Needs
     * no database. The same scripts give the same bytes.
     *
     * @throws MigrationException when there are no scripts, or the source is no folder of scripts
     */
    public BundleIndex bundle(BundleOptions options) {
        if (!(source instanceof PackableSource scripts)) {
            throw BundleMessages.noFolders().exception();
        }
        graph();
        List<PackedScript> packed = scripts.pack().stream()
                .map(script -> script.withMessage(settings.secrets()::hidden))
                .toList();
        if (packed.isEmpty()) {
            throw BundleMessages.noScripts().exception();
        }
        List<Problem> problems = ScriptSqlCheck.problems(plans().migrations(), Dialects.all());
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
        BundleWriter writer = new BundleWriter(options.name(), ProcessAuthor.version())
                .add(packed)
                .addRepeatables(scripts.packRepeatables());
        if (!source.textsBeside(ImportMap.NAME).isEmpty()) {
            writer.addBeside(ImportMap.NAME, ImportMap.beside(source).text());
        }
        return options.forNativeImage()
                ? writer.writeForNativeImage(options.target(), options.existing())
                : writer.write(options.target(), options.existing());
    }

    /** The schema of a database that has the target and its ancestors, replayed: no database. */
    public Snapshot schema(String target) {
        return here().schemaAt(rows(target));
    }

    /** The same, with the revisions that made each table what it is. */
    public SchemaHistory schemaHistory(String target) {
        return here().schemaHistoryAt(rows(target));
    }

    private List<String> rows(String target) {
        return new Resolver(graph())
                .revisions(Target.parse(target)).stream().map(Revision::id).toList();
    }

    /**
     * Compares the model with the database, which must have all revisions.
     *
     * @param filter what is compared, of what the environment includes; the version and history tables never are
     * @throws NotUpToDateException when revisions are pending
     */
    public Comparison compareWithDatabase(ObjectFilter filter) {
        Snapshot model = model();
        try (OpenDatabase database = connector.open()) {
            database.refuseEnclosedComparison();
            database.status(graph(), plans()).requireUpToDate();
            return comparer().withDatabase(withSql(model, database), compared(database), unowned(filter));
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the schema of the database", failed);
        }
    }

    /**
     * Compares the model with what the scripts say: needs no database, unless the model has SQL files. They are run in
     * a scratch schema of the database, whose own tables do not count then.
     */
    public Comparison compareWithHistory(ObjectFilter filter) {
        Snapshot model = model();
        Snapshot history = here().schemaAt(graph().heads().ids());
        if (models.sqlFiles().isEmpty()) {
            return comparer().withHistory(model, history, filter);
        }
        try (OpenDatabase database = connector.open()) {
            database.refuseEnclosedComparison();
            return comparer().withHistory(withSql(model, database), history, compared(database), filter);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("try out the SQL files of the model", failed);
        }
    }

    /**
     * What creates the schema of the database from nothing: its first revision.
     *
     * @throws MigrationException when there are revisions already
     */
    public Comparison baseline(ObjectFilter filter) {
        if (graph().size() > 0) {
            throw NewRevisionMessages.scriptsBeforeBaseline(graph().all().ids()).exception();
        }
        try (OpenDatabase database = connector.open()) {
            database.refuseEnclosedComparison();
            History history = database.history();
            if (!history.isEmpty()) {
                throw NewRevisionMessages.rowsBeforeBaseline(history.rows()).exception();
            }
            return comparer().baseline(compared(database), unowned(filter));
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the schema of the database", failed);
        }
    }

    /** Views and programs that scripts declare with their texts are nobody's to report or to write down again. */
    private ObjectFilter unowned(ObjectFilter filter) {
        if (source.repeatables().files().isEmpty()) {
            return filter;
        }
        Set<TableName> owned = source.repeatables().load().stream()
                .map(declared -> declared.object().name())
                .collect(Collectors.toSet());
        return filter.and((kind, name) ->
                (kind != ObjectFilter.Kind.VIEW && kind != ObjectFilter.Kind.PROGRAM) || !owned.contains(name));
    }

    private Snapshot withSql(Snapshot model, OpenDatabase database) throws SQLException {
        return new SqlModel(models.sqlFiles()).addedTo(model, database.dialect(), database.jdbc());
    }

    /** The model's tables, read again at each call. */
    private Snapshot model() {
        return models.read(environment.read().naming());
    }

    private SchemaComparer comparer() {
        return new SchemaComparer(environment.read(), models.warnings());
    }

    private static ComparedDatabase compared(OpenDatabase database) {
        return new ComparedDatabase(database.dialect(), database.jdbc(), database.ownTables());
    }

    private ChecksumCheck checksums() {
        return new ChecksumCheck(source);
    }

    /** Where no URL names the database, scripts that ask for it are refused. */
    private Plans here() {
        return plans().in(connector.deployment());
    }

    private Plans plans() {
        return new Plans(graph(), source);
    }
}
