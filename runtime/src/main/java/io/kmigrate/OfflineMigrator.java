package io.kmigrate;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.SqlScript;
import io.kmigrate.execution.SqlScriptPlanner;
import io.kmigrate.execution.SqlScriptPrinter;
import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.History;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.VersionTable;
import io.kmigrate.message.RunMessages;
import io.kmigrate.plan.OfflinePlanner;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.run.ProcessAuthor;
import io.kmigrate.run.RunSettings;
import io.kmigrate.source.EnvironmentReader;
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

    OfflineMigrator(
            RevisionGraph graph, Plans plans, Dialect dialect, RunSettings settings, EnvironmentReader environment) {
        this.environment = environment;
        this.graph = graph;
        this.plans = plans;
        this.dialect = dialect;
        this.settings = settings;
    }

    /**
     * The script of an upgrade.
     *
     * @param range a target, from an empty database; or {@code from:to}
     */
    public String upgrade(String range) {
        return script(new OfflinePlanner(graph).upgrade(range));
    }

    /**
     * The script of a downgrade.
     *
     * @param range {@code from:to}
     */
    public String downgrade(String range) {
        return script(new OfflinePlanner(graph).downgrade(range));
    }

    /**
     * The script of a stamp.
     *
     * @param range a target, for a database without a version table; or {@code from:to}
     */
    public String stamp(String range) {
        OfflinePlanner planner = new OfflinePlanner(graph);
        History before = planner.start(range);
        return text(planner(hooks())
                .ofStamp(before.rows(), graph.revisionsOf(planner.stamp(range).rows())));
    }

    /** The script that makes the version and history tables. */
    public String ensureVersion() {
        return text(planner(Hooks.NONE).ofTables());
    }

    private String script(Route route) {
        SqlScriptPlanner planner = planner(route.isEmpty() ? Hooks.NONE : hooks());
        try {
            return text(planner.of(plans.of(route), plans.schemaAt(route.rowsBefore()), settings.transaction()));
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
                new VersionTable(settings.versionTable(), dialect),
                new HistoryTable(
                        settings.historyTable(), dialect, ProcessAuthor::current, settings.tag(), settings.secrets()),
                settings.limits(),
                settings.onlineSettings(),
                hooks);
    }
}
