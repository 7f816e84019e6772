package io.kmigrate.importer.takeover;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.SqlScriptPlanner;
import io.kmigrate.execution.StepStatements;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.Links;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.history.History;
import io.kmigrate.importer.ExportedRevision;
import io.kmigrate.importer.ExportedRevision.Statements;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Planner;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Deployment;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Turns revisions into statements that another tool can run. Needs no database. */
@API(status = INTERNAL, since = "0.1")
public final class RevisionExport {
    private final RevisionGraph graph;
    private final Plans plans;
    private final Dialect dialect;

    /** @param environment what {@code onlyIn} of scripts is compared with; null for none */
    public RevisionExport(MigrationSource source, Dialect dialect, @Nullable String environment) {
        this.graph = RevisionGraph.of(source.revisions());
        this.plans = new Plans(graph, source).in(new Deployment(dialect.name(), environment));
        this.dialect = dialect;
    }

    public RevisionGraph graph() {
        return graph;
    }

    /**
     * Some revisions, in the order of an upgrade.
     *
     * @param stubs whether one that no statement says becomes one that fails, instead of a failure here
     * @throws MigrationException naming every revision that no statement says
     */
    public List<ExportedRevision> of(Set<String> ids, boolean stubs) {
        List<Revision> chosen = graph.all().oldestFirst().stream()
                .filter(revision -> ids.contains(revision.id()))
                .toList();
        // A script that is wrong fails as such, and not as one that no statement says.
        plans.schemaAt(graph.rows(graph.setOf(chosen).withAncestors(Links.ALL)));
        List<ExportedRevision> exported = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Revision revision : chosen) {
            ExportedRevision found = export(revision);
            String obstacle = found.obstacle();
            if (obstacle != null && !stubs) {
                problems.add(
                        ImportMessages.cannotExport(revision.label(), obstacle).at(revision.location()));
            }
            exported.add(found);
        }
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
        return exported;
    }

    private ExportedRevision export(Revision revision) {
        RevisionSet own = graph.setOf(List.of(revision));
        RevisionSet applied = own.withAncestors(Links.ALL);
        try {
            Statements up = statements(revision, Direction.UP, applied.minus(own));
            return new ExportedRevision(revision, dialect, up, down(revision, applied), null);
        } catch (MigrationException unsaid) {
            return ExportedRevision.failing(revision, dialect, String.valueOf(unsaid.getMessage()));
        }
    }

    /** Null where nothing reverts the revision, or no statement says how. */
    private @Nullable Statements down(Revision revision, RevisionSet applied) {
        try {
            return statements(revision, Direction.DOWN, applied);
        } catch (MigrationException unsaid) {
            return null;
        }
    }

    private Statements statements(Revision revision, Direction direction, RevisionSet applied) {
        List<String> rows = graph.rows(applied);
        Step step = plans.of(new Planner(graph, History.of(rows)).single(revision, direction))
                .steps()
                .get(0);
        StepStatements found = SqlScriptPlanner.ofOperations(step, plans.startAt(rows), dialect);
        return new Statements(found.statements(), found.inTransaction());
    }
}
