package io.kmigrate.run;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.Feasibility;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.UnknownAppliedRevisionException;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.LateRevisions;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Route;
import io.kmigrate.revision.Revision;
import io.kmigrate.run.EditedScriptException.Edit;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Compares what a database has with the scripts, and refuses what does not fit before a route is taken. */
final class StateCheck {
    private final RunSettings settings;

    StateCheck(RunSettings settings) {
        this.settings = settings;
    }

    /**
     * The state of a database as the scripts know it.
     *
     * @throws UnknownAppliedRevisionException when a newer release, or a script that is gone, left revisions
     *     that are not to be ignored
     */
    AppliedState read(OpenDatabase database, RevisionGraph graph) throws SQLException {
        return known(database, database.state(), graph);
    }

    AppliedState known(OpenDatabase database, AppliedState state, RevisionGraph graph) throws SQLException {
        List<String> unknown = state.unknownTo(graph);
        if (unknown.isEmpty()) {
            return state;
        }
        if (!settings.ignoresUnknown()) {
            throw UnknownAppliedRevisionException.described(unknown, database.appliedBy(unknown));
        }
        return state.knownTo(graph);
    }

    /**
     * The route of a request, once it is sure that the applied scripts still do what was applied.
     *
     * @throws EditedScriptException naming all scripts that do not
     * @throws io.kmigrate.failure.MigrationException naming all revisions that came late
     */
    Route route(OpenDatabase database, RunRequest request, ChecksumCheck checksums, AppliedState state) {
        refuseEdits(request.graph(), checksums, state);
        refuseLate(request, late(state, request.graph()));
        return route(database, request, state);
    }

    /** The same where nothing is to move. */
    void refuseChanges(RevisionGraph graph, ChecksumCheck checksums, AppliedState state) {
        refuseEdits(graph, checksums, state);
        late(state, graph).requireNone();
    }

    private void refuseEdits(RevisionGraph graph, ChecksumCheck checksums, AppliedState state) {
        Map<Revision, Edit> edits = edits(graph, checksums, state);
        if (!edits.isEmpty()) {
            throw new EditedScriptException(edits, settings.secrets());
        }
    }

    /** A way down may lead away from revisions that came late, as long as it reverts all that is applied. */
    private static void refuseLate(RunRequest request, LateRevisions late) {
        if (request.direction() == Direction.DOWN) {
            late.requireParentsBelow();
        } else if (request.includesLate()) {
            late.requireExplained();
            request.plans().requireCommuting(late);
        } else {
            late.requireNone();
        }
    }

    /** Beside revisions that are ignored, a script may well stand on other parents than in a newer release. */
    LateRevisions late(AppliedState state, RevisionGraph graph) {
        LateRevisions late = state.late(graph);
        return state.unknown().isEmpty() ? late : new LateRevisions(graph, late.history(), late.missing(), List.of());
    }

    /** Refused where revisions without a script are in the way: nobody knows whether the route fits them. */
    Route route(OpenDatabase database, RunRequest request, AppliedState state) {
        if (!state.unknown().isEmpty() && request.direction() == Direction.DOWN) {
            throw UnknownAppliedRevisionException.described(state.unknown(), List.of());
        }
        UnfinishedLook unfinished = new UnfinishedLook(database, request.graph(), request.plans());
        Route route = request.route(state, unfinished.continuations(state));
        if (!route.isEmpty() && !state.unknown().isEmpty()) {
            throw UnknownAppliedRevisionException.besidePending(
                    state.unknown(),
                    route.moves().stream().map(move -> move.revision().id()).toList());
        }
        warnOfUnknown(state);
        return route;
    }

    void warnOfUnknown(AppliedState state) {
        if (!state.unknown().isEmpty()) {
            settings.warnings().accept(TargetMessages.ignoredRevisions(state.unknown()));
        }
    }

    /**
     * Refuses a plan that a database cannot do, or that would take the run's own tables away.
     *
     * @throws io.kmigrate.failure.MigrationException naming every operation
     */
    void refuseImpossible(Plan plan, Dialect dialect) {
        Feasibility.refuse(plan, dialect);
        new OwnTablesCheck(dialect, settings.ownTables()).refuse(plan);
    }

    /** The applied scripts that no longer do what was applied. */
    static Map<Revision, Edit> edits(RevisionGraph graph, ChecksumCheck checksums, AppliedState state) {
        List<String> rows = state.history().rows();
        return rows.isEmpty()
                ? Map.of()
                : checksums.among(
                        graph.applied(rows).oldestFirst(), state.records().digests());
    }
}
