package io.kmigrate;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.SqlScript;
import io.kmigrate.execution.SqlScriptPlanner;
import io.kmigrate.execution.SqlScriptPrinter;
import io.kmigrate.expand.ExpandedRevision;
import io.kmigrate.expand.Expansion;
import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.graph.Resolver;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.History;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.SideChange;
import io.kmigrate.history.VersionTable;
import io.kmigrate.message.ExpandMessages;
import io.kmigrate.message.RunMessages;
import io.kmigrate.operation.Operation;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Move;
import io.kmigrate.plan.OfflinePlanner;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.repeatable.RepeatableSource;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.run.OwnTablesCheck;
import io.kmigrate.run.ProcessAuthor;
import io.kmigrate.run.Repeatables;
import io.kmigrate.run.RunSettings;
import io.kmigrate.run.SideChanges;
import io.kmigrate.source.EnvironmentReader;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Writes what a {@link Migrator} would run as SQL text for the database's own client, such as {@code psql}
 * or {@code sqlite3}. Needs no driver and no database, so ranges say where a database is: {@code from:to}.
 */
@API(status = STABLE, since = "0.1")
public final class OfflineMigrator {
    private final RevisionGraph graph;
    private final Plans plans;
    private final Dialect dialect;
    private final RunSettings settings;
    private final EnvironmentReader environment;
    private final Repeatables repeatables;

    OfflineMigrator(
            RevisionGraph graph,
            Plans plans,
            Dialect dialect,
            RunSettings settings,
            EnvironmentReader environment,
            RepeatableSource repeatables) {
        this.repeatables = new Repeatables(repeatables, settings.environment(), settings.warnings());
        this.environment = environment;
        this.graph = graph;
        this.plans = plans;
        this.dialect = dialect;
        this.settings = settings;
    }

    /**
     * The script of an upgrade. Where it ends at the heads, it applies all objects that follow their text, too.
     *
     * @param range a target, from an empty database; or {@code from:to}
     */
    public String upgrade(String range) {
        Route route = new OfflinePlanner(graph).upgrade(range);
        return script(route, repeatables.offline(plans.of(route), route, graph, dialect));
    }

    /**
     * The script of a downgrade. Objects that follow their text stay as they are: only a database knows how they were.
     *
     * @param range {@code from:to}
     */
    public String downgrade(String range) {
        Route route = new OfflinePlanner(graph).downgrade(range);
        return script(route, plans.of(route));
    }

    /**
     * The script of a stamp.
     *
     * @param range a target, for a database without a version table; or {@code from:to}
     */
    public String stamp(String range) {
        OfflinePlanner planner = new OfflinePlanner(graph);
        History before = planner.start(range);
        List<String> after = planner.stamp(range).rows();
        SideChange change = SideChanges.between(graph, before.rows(), after);
        settings.side().require(change.applied());
        return text(planner(hooks()).ofStamp(change, graph.revisionsOf(after)));
    }

    /** The script that makes the version and history tables. */
    public String ensureVersion() {
        return text(planner(Hooks.NONE).ofTables());
    }

    /**
     * Revisions that take the place of one which renames a column or a table, or gives a column another type: an old
     * release of the application works until the last of them, and a new one from the first on.
     *
     * @param revision one without children
     * @throws MigrationException with the reason, where there are none
     */
    public List<ExpandedRevision> expand(String revision) {
        Revision wanted = new Resolver(graph).find(revision);
        List<Revision> children = graph.children(wanted);
        if (!children.isEmpty()) {
            throw ExpandMessages.impossible(
                            wanted.label(),
                            ExpandMessages.hasChildren(children.get(0).label()))
                    .exception();
        }
        List<Operation> operations = plans.migrations(List.of(wanted)).get(0).up().stream()
                .map(ScriptOperation::operation)
                .toList();
        return Expansion.of(wanted.label(), operations, plans.schemaAt(wanted.parents()), dialect);
    }

    private String script(Route route, Plan plan) {
        settings.side()
                .require(route.moves().stream()
                        .filter(move -> move.direction() == Direction.UP)
                        .map(Move::revision)
                        .toList());
        new OwnTablesCheck(dialect, settings.ownTables()).refuse(plan);
        SqlScriptPlanner planner = planner(route.isEmpty() ? Hooks.NONE : hooks());
        try {
            return text(planner.of(plan, plans.startAt(route.rowsBefore()), settings.transaction()));
        } catch (MigrationException refused) {
            if (refused.code() != ErrorCode.UNKNOWN_DEFINITION) throw refused;
            throw new MigrationException(
                    refused.problems().stream().map(RunMessages::unknownInSql).toList(), refused.getCause());
        }
    }

    private String text(SqlScript script) {
        return new SqlScriptPrinter(dialect).print(script);
    }

    private Hooks hooks() {
        return new Hooks(environment.read().hook(), settings.tag());
    }

    private SqlScriptPlanner planner(Hooks hooks) {
        return new SqlScriptPlanner(
                dialect,
                new VersionTable(settings.versionTable(), dialect, settings.side()),
                new HistoryTable(
                        settings.historyTable(), dialect, ProcessAuthor::current, settings.tag(), settings.secrets()),
                settings.limits(),
                settings.onlineSettings(),
                hooks);
    }
}
