package io.kmigrate;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.SqlScript;
import io.kmigrate.execution.TransactionMode;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.History;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.VersionTable;
import io.kmigrate.operation.Limits;
import io.kmigrate.plan.OfflinePlanner;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.schema.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a {@link Migrator} would run as SQL text for the database's own client, such as {@code psql}
 * or {@code sqlite3}. Needs no driver and no database, so ranges say where a database is: {@code from:to}.
 */
public final class OfflineMigrator {
    private final RevisionGraph graph;
    private final Plans plans;
    private final Dialect dialect;
    private final Settings settings;

    OfflineMigrator(RevisionGraph graph, Plans plans, Dialect dialect, Settings settings) {
        this.graph = graph;
        this.plans = plans;
        this.dialect = dialect;
        this.settings = settings;
    }

    /** What a text has in common with a run. */
    record Settings(
            TableName versionTable,
            TransactionMode transaction,
            @Nullable String tag,
            Limits limits,
            EnvironmentReader environment) {
        Hooks hooks() {
            return new Hooks(environment.read().hook(), tag);
        }
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
        return script(settings.hooks())
                .ofStamp(before.rows(), graph.revisionsOf(planner.stamp(range).rows()));
    }

    /** The script that makes the version and history tables. */
    public String ensureVersion() {
        return script(Hooks.NONE).ofTables();
    }

    private String script(Route route) {
        boolean isEmptyDatabase = route.rowsBefore().isEmpty();
        return script(route.isEmpty() ? Hooks.NONE : settings.hooks())
                .of(plans.of(route), plans.schemaAt(route.rowsBefore()), settings.transaction(), isEmptyDatabase);
    }

    private SqlScript script(Hooks hooks) {
        return new SqlScript(
                dialect,
                new VersionTable(settings.versionTable(), dialect),
                new HistoryTable(
                        DatabaseAccess.historyTable(settings.versionTable()), dialect, Author::current, settings.tag()),
                settings.limits(),
                hooks);
    }
}
