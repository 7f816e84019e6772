package io.kmigrate.run;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.plan.Continuation;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Step;
import io.kmigrate.plan.UnfinishedRevision;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What steps that began and have not ended look like to those who ask. Loads their scripts, and no others. */
final class UnfinishedLook {
    private final OpenDatabase database;
    private final RevisionGraph graph;
    private final UnfinishedRuns runs;

    UnfinishedLook(OpenDatabase database, RevisionGraph graph, Plans plans) {
        this.database = database;
        this.graph = graph;
        this.runs = new UnfinishedRuns(graph, plans);
    }

    /** Oldest first. */
    List<UnfinishedRevision> at(AppliedState state) throws SQLException {
        List<UnfinishedRevision> result = new ArrayList<>();
        for (UnfinishedStep step : runs.all(state)) {
            result.add(new UnfinishedRevision(
                    step.revision(),
                    step.message(),
                    AppliedState.direction(step),
                    step.digest().operations().size(),
                    step.operationsDone(),
                    step.isInFlight(),
                    continuation(state, step)));
        }
        return result;
    }

    /** What continues each step, to be asked where one is in the way. */
    Function<UnfinishedStep, Continuation> continuations(AppliedState state) {
        return step -> {
            try {
                return continuation(state, step);
            } catch (SQLException failed) {
                throw DatabaseException.ofCommand("read the state of the database", failed);
            }
        };
    }

    private Continuation continuation(AppliedState state, UnfinishedStep unfinished) throws SQLException {
        if (graph.find(unfinished.revision()).isEmpty()) {
            return Continuation.NO_SCRIPT;
        }
        Step step;
        try {
            step = runs.in(database.deployment(state))
                    .plan(runs.route(state, unfinished))
                    .steps()
                    .get(0);
        } catch (MigrationException broken) {
            // A run meets it, too, and says what to do.
            return Continuation.RESUME;
        }
        return database.continuations().of(step, unfinished);
    }
}
