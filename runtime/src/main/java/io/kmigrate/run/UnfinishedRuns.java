package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.UnfinishedRevisionException;
import io.kmigrate.graph.Resolver;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.Target;
import io.kmigrate.history.SideChange;
import io.kmigrate.history.StepOutcome;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.message.RunMessages;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Deployment;
import io.kmigrate.revision.Revision;
import java.sql.SQLException;
import java.util.List;
import org.apiguardian.api.API;

/** Revisions that an earlier run began and did not finish: where they continue, and how they ended. */
@API(status = INTERNAL, since = "0.1")
public final class UnfinishedRuns {
    private final RevisionGraph graph;
    private final Plans plans;

    public UnfinishedRuns(RevisionGraph graph, Plans plans) {
        this.graph = graph;
        this.plans = plans;
    }

    /** The same at a place. */
    UnfinishedRuns in(Deployment place) {
        return new UnfinishedRuns(graph, plans.in(place));
    }

    List<UnfinishedStep> all(AppliedState state) {
        return state.unfinished(graph);
    }

    Plan plan(Route route) {
        return plans.of(route);
    }

    Route route(AppliedState state, UnfinishedStep unfinished) {
        return state.planner(graph).single(revision(unfinished), AppliedState.direction(unfinished));
    }

    /**
     * Ends one step by saying how it ended.
     *
     * @param target the revision; one that no script has must be given in full
     */
    void resolve(OpenDatabase database, String target, Resolution resolution, String reason, Hooks hooks)
            throws SQLException {
        AppliedState state = database.state();
        UnfinishedStep unfinished = find(state, target);
        Direction direction = AppliedState.direction(unfinished);
        boolean isDone = (resolution == Resolution.APPLIED) == (direction == Direction.UP);
        List<String> before = state.history().rows();
        List<String> after = isDone ? route(state, unfinished).rowsAfter() : before;
        List<Revision> moved = isDone ? List.of(revision(unfinished)) : List.of();
        boolean isUp = direction == Direction.UP;
        database.stamper()
                .resolve(
                        unfinished,
                        isDone ? StepOutcome.DONE : StepOutcome.REVERTED,
                        new SideChange(isUp ? moved : List.of(), isUp ? List.of() : moved, false, before, after),
                        reason,
                        hooks);
    }

    private UnfinishedStep find(AppliedState state, String target) {
        List<UnfinishedStep> all = all(state);
        return all.stream()
                .filter(step -> step.revision().equals(target))
                .findFirst()
                .orElseGet(() -> resolved(all, target));
    }

    private UnfinishedStep resolved(List<UnfinishedStep> all, String target) {
        List<String> named = new Resolver(graph)
                .revisions(Target.parse(target)).stream().map(Revision::id).toList();
        return all.stream()
                .filter(step -> named.contains(step.revision()))
                .findFirst()
                .orElseThrow(() -> RunMessages.nothingUnfinished(
                                String.join(", ", named),
                                all.stream().map(UnfinishedStep::label).toList())
                        .exception());
    }

    private Revision revision(UnfinishedStep unfinished) {
        return graph.find(unfinished.revision())
                .orElseThrow(() -> UnfinishedRevisionException.withoutScript(unfinished));
    }

    /** Reverts what an unfinished upgrade did. */
    void revert(OpenDatabase database, UnfinishedStep unfinished) throws SQLException {
        Route route = database.state().planner(graph).single(revision(unfinished), Direction.UP);
        Step upgrade = plans.of(route).steps().get(0);
        database.executor(Hooks.NONE)
                .undo(upgrade, unfinished, count -> plans.inverses(upgrade, count, unfinished.decisions()));
    }
}
